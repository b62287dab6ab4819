package dev.waymark.lti.grades;

/**
 * How far the learner is.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-ags/v2p0#activityprogress">AGS 2.0 §3.4.7</a>
 */
public enum ActivityProgress {
    INITIALIZED("Initialized"),
    STARTED("Started"),
    IN_PROGRESS("InProgress"),
    SUBMITTED("Submitted"),
    COMPLETED("Completed");

    private final String wire;

    ActivityProgress(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }
}
