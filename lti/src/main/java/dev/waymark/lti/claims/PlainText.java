package dev.waymark.lti.claims;

import org.jspecify.annotations.Nullable;

/** Names and titles from outside, made safe to print: no control characters, no direction tricks, not endless. */
public final class PlainText {
    public static final int MAX_TITLE = 255;

    private PlainText() {}

    /** The cleaned text, or null when nothing visible is left. */
    public static @Nullable String titleOrNull(String text) {
        var clean = clean(text, MAX_TITLE);
        return clean.isEmpty() ? null : clean;
    }

    public static String clean(String text, int maxCharacters) {
        var clean = new StringBuilder(Math.min(text.length(), maxCharacters));
        text.codePoints()
                .map(c -> Character.isWhitespace(c) ? ' ' : c)
                .filter(PlainText::printable)
                .limit(maxCharacters)
                .forEach(clean::appendCodePoint);
        return clean.toString().strip();
    }

    private static boolean printable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> false;
            case Character.FORMAT -> !direction(c) && c != 0xFEFF;
            default -> true;
        };
    }

    private static boolean direction(int c) {
        return c == 0x061C || c == 0x200E || c == 0x200F || c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    }
}
