package dev.waymark.server.content.reading;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Names as a reader compares them: without case, punctuation and decoration. */
final class Names {
    private static final int WORDS = 20;
    private static final Pattern PARENTHETICAL = Pattern.compile("\\([^()]*\\)");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}+#.]+|\\.(?!\\p{L})");
    private static final Pattern NUMBERING = Pattern.compile("^\\d{1,3}[.):][ \\t]+");
    private static final Pattern ENVIRONMENT = Pattern.compile("\\benvironments?\\b");

    private Names() {}

    static List<String> words(String name) {
        return Arrays.stream(NO_WORD.split(name.toLowerCase(Locale.ROOT)))
                .filter(Predicate.not(String::isEmpty))
                .limit(WORDS)
                .toList();
    }

    static String plain(String name) {
        return String.join(" ", words(name));
    }

    static String withoutParenthetical(String name) {
        return PARENTHETICAL
                .matcher(name)
                .replaceAll(" ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** How the matrix, the definitions and the sections call the same environment. */
    static String environment(String name) {
        var plain = plain(withoutParenthetical(NUMBERING.matcher(name.strip()).replaceFirst("")));
        var bare = ENVIRONMENT
                .matcher(plain)
                .replaceAll(" ")
                .replaceAll("\\s+", " ")
                .strip();
        return bare.isEmpty() ? plain : bare;
    }
}
