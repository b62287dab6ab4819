package dev.waymark.server.content.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Takes out of the lines what nobody can see and what no reader should have to bear, and says so. */
final class Cleaning {
    private static final Pattern SPACE =
            Pattern.compile("[\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000\\u0085\\u000B\\u000C]");
    private static final Pattern ZERO_WIDTH =
            Pattern.compile("[\\u200B\\u2060\\uFEFF]|(?<![^\\x00-\\x7F])[\\u200C\\u200D]");
    private static final Pattern DIRECTION = Pattern.compile("[\\u200E\\u200F\\u061C\\u202A-\\u202E\\u2066-\\u2069]");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0E-\\x1F\\x7F\\x80-\\x84\\x86-\\x9F]");
    private static final Pattern UNPAIRED = Pattern.compile("[\\uD800-\\uDFFF]");
    /** Quotes, list bullets and numbers, each of which opens one more container. */
    private static final Pattern CONTAINER = Pattern.compile("\\G[ \\t]*(?:>|[-*+](?=[ \\t])|\\d{1,9}[.)](?=[ \\t]))");

    private Cleaning() {}

    static List<String> clean(List<String> lines, Findings findings) {
        var clean = new ArrayList<String>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            clean.add(clean(lines.get(i), i + 1, findings));
        }
        return clean;
    }

    private static String clean(String line, int number, Findings findings) {
        if (line.length() > Limits.LINE) {
            findings.error(
                    number,
                    "line-too-long",
                    "The line has %,d characters and was left out; more than %,d are not read."
                            .formatted(line.length(), Limits.LINE));
            return "";
        }
        if (nesting(line) > Limits.NESTING) {
            findings.error(
                    number, "nesting-too-deep", "Lists or quotes are nested too deeply here; the line was left out.");
            return "";
        }
        return visible(line, number, findings);
    }

    private static String visible(String line, int number, Findings findings) {
        if (line.chars().allMatch(c -> c == '\t' || c >= ' ' && c < 127)) {
            return line;
        }
        var text = line;
        if (CONTROL.matcher(text).find()) {
            findings.warning(
                    number,
                    text.indexOf('\0') >= 0 ? "nul-character" : "control-character",
                    "Control characters were taken out.");
            text = CONTROL.matcher(text).replaceAll("");
        }
        if (DIRECTION.matcher(text).find()) {
            findings.warning(
                    number, "direction-character", "Characters that turn the writing direction were taken out.");
            text = DIRECTION.matcher(text).replaceAll("");
        }
        if (UNPAIRED.matcher(text).find()) {
            text = UNPAIRED.matcher(text).replaceAll("\uFFFD");
        }
        if (text.indexOf('\uFFFD') >= 0) {
            findings.warning(number, "lost-character", "A character was lost in an earlier conversion (�).");
        }
        return spaces(text, number, findings);
    }

    private static String spaces(String line, int number, Findings findings) {
        var text = line;
        if (ZERO_WIDTH.matcher(text).find()) {
            text = ZERO_WIDTH.matcher(text).replaceAll("");
            findings.info(number, "zero-width", "Zero-width characters were taken out.", text);
        }
        if (SPACE.matcher(text).find()) {
            text = SPACE.matcher(text).replaceAll(" ");
            findings.info(number, "no-break-space", "No-break or other special spaces were read as spaces.", text);
        }
        return text;
    }

    private static int nesting(String line) {
        int indentation = 0;
        while (indentation < line.length() && " \t".indexOf(line.charAt(indentation)) >= 0) {
            indentation++;
        }
        int depth = indentation > Limits.INDENTATION && indentation < line.length() ? Limits.NESTING + 1 : 0;
        var container = CONTAINER.matcher(line);
        while (depth <= Limits.NESTING && container.find()) {
            depth++;
        }
        return depth;
    }
}
