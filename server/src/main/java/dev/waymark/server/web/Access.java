package dev.waymark.server.web;

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

    public boolean in(int roles) {
        return (roles & bit()) != 0;
    }
}
