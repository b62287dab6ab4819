package dev.waymark.lti;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs named checks in order, remembers each outcome and stops at the first that fails. */
public final class Checks {
    private final List<Check> outcomes = new ArrayList<>(32);

    /** Requires a rule; the detail must be safe to show, so it never quotes the message. */
    public void require(String name, boolean kept, Reason reason, String detail) {
        outcomes.add(new Check(name, kept, reason.spec()));
        if (!kept) {
            throw new LtiException(reason, detail, outcomes);
        }
    }

    public void require(String name, boolean kept, Reason reason) {
        require(name, kept, reason, "");
    }

    /** Requires a value to be there and hands it on. */
    public <T> T present(String name, @Nullable T value, Reason missing) {
        require(name, value != null, missing);
        if (value == null) {
            throw new IllegalStateException("Refused above");
        }
        return value;
    }

    /** Records a rule that failed somewhere else and gives the refusal all outcomes so far. */
    public LtiException failed(String name, LtiException cause) {
        outcomes.add(new Check(name, false, cause.reason().spec()));
        return new LtiException(cause.reason(), cause.detail(), outcomes);
    }

    public List<Check> outcomes() {
        return List.copyOf(outcomes);
    }
}
