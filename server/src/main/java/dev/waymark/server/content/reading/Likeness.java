package dev.waymark.server.content.reading;

import java.util.List;
import java.util.stream.Collectors;

/** How far two names say the same, word by word and in order, where an abbreviation counts as what it stands for. */
final class Likeness {
    private static final int LONGEST_EXPANSION = 5;

    private final List<String> left;
    private final List<String> right;

    private Likeness(List<String> left, List<String> right) {
        this.left = left;
        this.right = right;
    }

    /** Every word of one has its counterpart in the other. */
    static boolean sameExpanded(String left, String right) {
        var likeness = new Likeness(Names.words(left), Names.words(right));
        return likeness.matched(false) == likeness.size() && likeness.size() > 0;
    }

    /** The share of words with a counterpart, from 0 to 1; singular and plural are counterparts. */
    static double of(String left, String right) {
        var likeness = new Likeness(Names.words(left), Names.words(right));
        return likeness.size() == 0 ? 0 : (double) likeness.matched(true) / likeness.size();
    }

    static int commonStart(String left, String right) {
        var one = Names.words(left);
        var other = Names.words(right);
        int common = 0;
        while (common < Math.min(one.size(), other.size()) && one.get(common).equals(other.get(common))) {
            common++;
        }
        return common;
    }

    private int size() {
        return left.size() + right.size();
    }

    /** The longest common sequence, counted in words of both sides. */
    private int matched(boolean plurals) {
        var best = new int[left.size() + 1][right.size() + 1];
        for (int i = left.size() - 1; i >= 0; i--) {
            for (int j = right.size() - 1; j >= 0; j--) {
                best[i][j] = Math.max(best[i + 1][j], best[i][j + 1]);
                if (equal(left.get(i), right.get(j), plurals)) {
                    best[i][j] = Math.max(best[i][j], 2 + best[i + 1][j + 1]);
                }
                for (int words = 2; words <= LONGEST_EXPANSION; words++) {
                    if (j + words <= right.size() && standsFor(left.get(i), right.subList(j, j + words))) {
                        best[i][j] = Math.max(best[i][j], 1 + words + best[i + 1][j + words]);
                    }
                    if (i + words <= left.size() && standsFor(right.get(j), left.subList(i, i + words))) {
                        best[i][j] = Math.max(best[i][j], 1 + words + best[i + words][j + 1]);
                    }
                }
            }
        }
        return best[0][0];
    }

    private static boolean equal(String one, String other, boolean plurals) {
        return one.equals(other)
                || abbreviates(one, other)
                || abbreviates(other, one)
                || plurals && singular(one).equals(singular(other));
    }

    private static String singular(String word) {
        return word.length() > 3 && word.endsWith("s") && !word.endsWith("ss")
                ? word.substring(0, word.length() - 1)
                : word;
    }

    /** Initials (ML, Machine Learning) or the words written as one (DSVM, DS VM). */
    private static boolean standsFor(String word, List<String> words) {
        return word.equals(words.stream()
                        .map(w -> w.substring(0, w.offsetByCodePoints(0, 1)))
                        .collect(Collectors.joining()))
                || word.equals(String.join("", words));
    }

    /** A word without its vowels and some more (Svc, Service). */
    private static boolean abbreviates(String abbreviation, String word) {
        if (abbreviation.length() < 2
                || abbreviation.length() > 4
                || word.length() < abbreviation.length() + 3
                || abbreviation.charAt(0) != word.charAt(0)
                || abbreviation.chars().anyMatch(c -> "aeiou".indexOf(c) >= 0)) {
            return false;
        }
        int at = 0;
        for (int i = 0; i < word.length() && at < abbreviation.length(); i++) {
            at += word.charAt(i) == abbreviation.charAt(at) ? 1 : 0;
        }
        return at == abbreviation.length();
    }
}
