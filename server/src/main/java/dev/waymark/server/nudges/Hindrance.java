package dev.waymark.server.nudges;

/** Why no reminder can leave, whatever teams switched on. */
public enum Hindrance {
    /** The organisation forbids them. */
    FORBIDDEN,
    /** No mail server is configured. */
    NO_MAIL_SERVER
}
