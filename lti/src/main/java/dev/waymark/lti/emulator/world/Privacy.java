package dev.waymark.lti.emulator.world;

/** What a tool is told about a person beside the opaque user id. */
public enum Privacy {
    PUBLIC,
    NAME_ONLY,
    EMAIL_ONLY,
    NOTHING;

    public boolean names() {
        return this == PUBLIC || this == NAME_ONLY;
    }

    public boolean emails() {
        return this == PUBLIC || this == EMAIL_ONLY;
    }
}
