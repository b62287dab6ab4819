package dev.waymark.server.records.certificate;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Joins Arabic letters by replacing each with its presentation form. Which forms a letter has is read from Unicode's
 * own names and decompositions, so Persian and Urdu letters are covered as well.
 */
final class ArabicShaping {
    private static final Map<String, Forms> FORMS = new HashMap<>();
    /** In the order of {@link Forms}: bit 0 joined backwards, bit 1 onward. */
    private static final List<String> JOININGS = List.of("ISOLATED FORM", "FINAL FORM", "INITIAL FORM", "MEDIAL FORM");

    private static final char LAM = '\u0644';
    private static final char TATWEEL = '\u0640';
    private static final char ZERO_WIDTH_JOINER = '\u200D';

    static {
        read(0xFB50, 0xFBFF);
        read(0xFE70, 0xFEFC);
    }

    private ArabicShaping() {}

    /** The letter alone and joined to its neighbours; a letter without an initial form joins only backwards. */
    private static final class Forms {
        private final char[] byJoining = new char[4];

        boolean joinsOnward() {
            return byJoining[2] != 0 || byJoining[3] != 0;
        }

        boolean joinsBack() {
            return byJoining[1] != 0 || byJoining[3] != 0;
        }

        char form(boolean back, boolean onward, char letter) {
            char form = byJoining[(back ? 1 : 0) + (onward ? 2 : 0)];
            return form == 0 ? letter : form;
        }
    }

    private static void read(int from, int to) {
        for (char c = (char) from; c <= to; c++) {
            String name = String.valueOf(Character.getName(c));
            int joining = JOININGS.indexOf(name.substring(name.lastIndexOf(' ', name.lastIndexOf(' ') - 1) + 1));
            String letters = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC);
            if (joining >= 0 && (letters.length() == 1 || name.contains("LIGATURE LAM WITH ALEF"))) {
                FORMS.computeIfAbsent(letters, unused -> new Forms()).byJoining[joining] = c;
            }
        }
    }

    static boolean isMark(int c) {
        return Character.getType(c) == Character.NON_SPACING_MARK;
    }

    static String unshape(String text) {
        return text.chars().anyMatch(c -> c >= 0xFB50 && c <= 0xFEFC)
                ? Normalizer.normalize(text, Normalizer.Form.NFKC)
                : text;
    }

    static String shape(String text) {
        StringBuilder shaped = new StringBuilder(text.length());
        boolean joined = false;
        for (int i = 0; i < text.length(); i++) {
            String letters = lettersAt(text, i);
            Forms forms = FORMS.get(letters);
            char c = text.charAt(i);
            if (forms == null) {
                shaped.append(c);
                joined = isMark(c) ? joined : c == TATWEEL || c == ZERO_WIDTH_JOINER;
                continue;
            }
            i += letters.length() - 1;
            boolean onward = forms.joinsOnward() && nextJoinsBack(text, i + 1);
            shaped.append(forms.form(joined && forms.joinsBack(), onward, c));
            joined = onward;
        }
        return shaped.toString();
    }

    private static String lettersAt(String text, int at) {
        String pair = text.substring(at, Math.min(at + 2, text.length()));
        return text.charAt(at) == LAM && FORMS.containsKey(pair) ? pair : text.substring(at, at + 1);
    }

    private static boolean nextJoinsBack(String text, int from) {
        int next = from;
        while (next < text.length() && isMark(text.charAt(next))) {
            next++;
        }
        if (next == text.length()) {
            return false;
        }
        @Nullable Forms forms = FORMS.get(lettersAt(text, next));
        char c = text.charAt(next);
        return forms == null ? c == TATWEEL || c == ZERO_WIDTH_JOINER : forms.joinsBack();
    }
}
