package dev.waymark.lti.grades;

/**
 * How final the score is.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-ags/v2p0#gradingprogress">AGS 2.0 §3.4.8</a>
 */
public enum GradingProgress {
    FULLY_GRADED("FullyGraded"),
    PENDING("Pending"),
    PENDING_MANUAL("PendingManual"),
    FAILED("Failed"),
    NOT_READY("NotReady");

    private final String wire;

    GradingProgress(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }
}
