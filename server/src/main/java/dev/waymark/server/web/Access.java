package dev.waymark.server.web;

import dev.waymark.lti.launch.Roles;

/** What the roles of a launch come down to; stored as bits. */
public enum Access {
    LEARNER,
    STAFF,
    MENTOR,
    CONTEXT_ADMINISTRATOR,
    LMS_ADMINISTRATOR,
    TEST_USER;

    public int bit() {
        return 1 << ordinal();
    }

    /** The bits of a launch's or a roster member's roles. */
    public static int of(Roles roles) {
        return bit(LEARNER, roles.isLearner())
                | bit(STAFF, roles.isInstructor() || roles.isManager())
                | bit(MENTOR, roles.isMentor() && !roles.seesWholeTeam())
                | bit(CONTEXT_ADMINISTRATOR, roles.isContextAdministrator())
                | bit(LMS_ADMINISTRATOR, roles.isLmsAdministrator())
                | bit(TEST_USER, roles.isTestUser());
    }

    private static int bit(Access access, boolean given) {
        return given ? access.bit() : 0;
    }

    public boolean in(int roles) {
        return (roles & bit()) != 0;
    }
}
