package dev.waymark.server.content.sharing;

import dev.waymark.server.content.reading.Finding;
import dev.waymark.server.content.reading.Mojibake;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Repairs one line of a page for each of its findings that has a safe repair. */
final class LineRepair {
    private static final Pattern MARKER_TAB = Pattern.compile("^( {0,3}(?:\\d{1,9}[.)]|[-*+]))[ \\t]+");
    private static final Pattern EXTRA_PIPE = Pattern.compile("\\|[ \\t]*\\|[ \\t]*$");

    private LineRepair() {}

    /** The lines that take the place of this one, with their line ends. */
    static List<String> of(String line, List<Finding> findings) {
        var end = line.endsWith("\r\n") ? "\r\n" : line.endsWith("\n") ? "\n" : "";
        var text = line.substring(0, line.length() - end.length());
        for (var finding : findings) {
            text = repair(finding).apply(text);
        }
        boolean blankBefore =
                findings.stream().anyMatch(finding -> finding.code().equals("heading-no-blank"));
        return blankBefore ? List.of(end.isEmpty() ? "\n" : end, text + end) : List.of(text + end);
    }

    private static UnaryOperator<String> repair(Finding finding) {
        return switch (finding.code()) {
            case "mojibake" -> text -> Mojibake.repaired(text).orElse(text);
            case "no-break-space" -> text -> text.replace('\u00A0', ' ');
            case "zero-width" -> text -> text.replace("\u200B", "").replace("\u2060", "");
            case "front-matter-trailing-space" -> String::stripTrailing;
            case "date-invalid" -> text -> finding.repair() == null ? text : finding.repair();
            case "list-tab" -> text -> MARKER_TAB.matcher(text).replaceFirst("$1 ");
            case "table-tab" -> text -> text.replace('\t', ' ');
            case "row-unclosed" -> text -> text.stripTrailing() + " |";
            case "row-extra-pipe" -> text -> EXTRA_PIPE.matcher(text).replaceFirst("|");
            default -> UnaryOperator.identity();
        };
    }
}
