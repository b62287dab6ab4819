package dev.waymark.server.content.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects findings, and stops repeating itself on a page that has the same fault everywhere. */
final class Findings {
    static final int PER_CODE = 300;
    private static final int QUOTED = 60;

    private final List<Finding> list = new ArrayList<>();
    private final Map<String, Integer> seen = new HashMap<>();

    void error(int line, String code, String message) {
        add(line, Severity.ERROR, code, message, null);
    }

    void warning(int line, String code, String message) {
        add(line, Severity.WARNING, code, message, null);
    }

    void warning(int line, String code, String message, String repair) {
        add(line, Severity.WARNING, code, message, repair);
    }

    void info(int line, String code, String message) {
        add(line, Severity.INFO, code, message, null);
    }

    void info(int line, String code, String message, String repair) {
        add(line, Severity.INFO, code, message, repair);
    }

    private void add(int line, Severity severity, String code, String message, @Nullable String repair) {
        int times = seen.merge(code, 1, Integer::sum);
        if (times <= PER_CODE) {
            list.add(new Finding(line, severity, code, message, repair));
        } else if (times == PER_CODE + 1) {
            list.add(new Finding(line, severity, code, "The same from here on, not repeated: " + message, null));
        }
    }

    List<Finding> inOrder() {
        return list.stream().sorted(Comparator.comparingInt(Finding::line)).toList();
    }

    /** A piece of the page as it may stand in a sentence. */
    static String quote(String text) {
        var shown = text.length() <= QUOTED
                ? text
                : text.substring(
                                0,
                                text.offsetByCodePoints(0, Math.min(QUOTED - 1, text.codePointCount(0, text.length()))))
                        + "…";
        return "“" + shown.replaceAll("\\p{Cntrl}", " ") + "”";
    }
}
