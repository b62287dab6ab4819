package dev.waymark.server.web;

/** Why somebody decided something, for those whom it concerns. */
public final class Reason {
    private static final int LONGEST = 500;

    private Reason() {}

    /** Whether a text is one. */
    public static boolean says(String text) {
        int length = text.strip().length();
        return length > 0 && length <= LONGEST && text.indexOf('\0') < 0;
    }

    /** The text without the blanks around it; a 400 where it is no reason. */
    public static String of(String text) {
        if (!says(text)) {
            throw Problem.badField("reason", "The field reason must be text of 1 to " + LONGEST + " characters.");
        }
        return text.strip();
    }
}
