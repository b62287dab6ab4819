package dev.waymark.server.editions;

/** What an administrator says to people who are to renew: plain text, each part may be empty. */
public record Appeal(String title, String message) {
    public static final Appeal NONE = new Appeal("", "");
}
