package dev.waymark.lti;

import java.util.List;

/** A refusal: its reason, a detail that is safe to show, and every check made until then. */
public final class LtiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String detail;
    private final transient List<Check> checks;

    public LtiException(Reason reason) {
        this(reason, "");
    }

    public LtiException(Reason reason, String detail) {
        this(reason, detail, List.of());
    }

    /** Without a stack trace: refusals are expected, and a flood of bad tokens should stay cheap. */
    public LtiException(Reason reason, String detail, List<Check> checks) {
        super(detail.isEmpty() ? reason.sentence() : reason.sentence() + " " + detail, null, false, false);
        this.reason = reason;
        this.detail = detail;
        this.checks = List.copyOf(checks);
    }

    public Reason reason() {
        return reason;
    }

    /** What exactly was wrong, without anything a stranger wrote; may be empty. */
    public String detail() {
        return detail;
    }

    public List<Check> checks() {
        return checks;
    }
}
