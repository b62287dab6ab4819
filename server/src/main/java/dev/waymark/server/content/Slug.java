package dev.waymark.server.content;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** A name as it may stand in an address. */
public final class Slug {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern EDGES = Pattern.compile("^-|-$");
    private static final int LENGTH = 80;

    private Slug() {}

    public static String of(String name) {
        var plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        var slug = EDGES.matcher(OTHER.matcher(plain).replaceAll("-")).replaceAll("");
        var cut =
                slug.substring(0, slug.offsetByCodePoints(0, Math.min(LENGTH, slug.codePointCount(0, slug.length()))));
        return cut.isEmpty() ? "unnamed" : cut;
    }

    /** The key of an environment: the word "Environment" says nothing in it. */
    public static String ofEnvironment(String name) {
        var words = name.replaceAll("(?i)\\benvironments?\\b", " ").strip();
        return of(words.isEmpty() ? name : words);
    }
}
