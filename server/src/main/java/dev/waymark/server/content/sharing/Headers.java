package dev.waymark.server.content.sharing;

import dev.waymark.server.content.reading.Finding;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Puts the header of a table where its empty header row is. */
final class Headers {
    private Headers() {}

    static void raise(List<String> old, List<List<String>> edits, List<Finding> findings) {
        int empty = 0;
        for (var finding : findings) {
            if (finding.code().equals("table-header-empty")) {
                empty = finding.line();
            } else if (finding.code().equals("table-header-in-body") && empty > 0) {
                raise(old, edits, empty - 1, finding.line() - 1);
                empty = 0;
            }
        }
    }

    private static void raise(List<String> old, List<List<String>> edits, int empty, int header) {
        var line = old.get(empty);
        var end = line.substring(line.stripTrailing().length());
        int columns = cells(line).length;
        var titles = Arrays.copyOf(cells(old.get(header)), columns);
        var raised = Arrays.stream(titles)
                .map(title -> title == null ? "" : title.strip().replaceAll("^\\*\\*(.*)\\*\\*$", "$1"))
                .collect(Collectors.joining(" | ", "| ", " |" + end));
        edits.set(empty, List.of(raised));
        edits.set(header, List.of());
    }

    private static String[] cells(String row) {
        return row.strip().replaceAll("^\\||\\|$", "").split("\\|", -1);
    }
}
