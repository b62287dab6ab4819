package dev.waymark.server.content.reading;

import java.util.ArrayList;
import java.util.List;

/** Adjacent lines with pipes; the line of hyphens only tells how many columns were meant. */
record Table(int firstLine, int lastLine, int columns, boolean separated, List<Row> rows) {

    static List<Table> in(Page page) {
        var tables = new ArrayList<Table>();
        int start = 0;
        for (int line = 1; line <= page.size() + 1; line++) {
            boolean inside = line <= page.size() && page.spoken(line).indexOf('|') >= 0;
            if (inside && start == 0) {
                start = line;
            } else if (!inside && start > 0) {
                add(page, start, line - 1, tables);
                start = 0;
            }
        }
        return List.copyOf(tables);
    }

    private static void add(Page page, int first, int last, List<Table> tables) {
        int columns = 0;
        boolean piped = false;
        var rows = new ArrayList<Row>();
        for (int line = first; line <= last; line++) {
            var text = page.spoken(line);
            piped |= text.strip().startsWith("|");
            if (Row.isSeparator(text)) {
                columns = Math.max(columns, Row.of(line, text).cells().size());
            } else {
                rows.add(Row.of(line, text));
            }
        }
        boolean separated = rows.size() <= last - first;
        if (!rows.isEmpty() && (piped || separated)) {
            int widest = rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
            tables.add(new Table(first, last, columns > 0 ? columns : widest, separated, List.copyOf(rows)));
        }
    }

    List<Row> filled() {
        return rows.stream().filter(row -> !row.isEmpty()).toList();
    }

    boolean overlaps(Section section) {
        return section.holds(firstLine);
    }

    void inspect(Findings findings) {
        if (rows.get(0).isEmpty() && separated) {
            findings.info(
                    firstLine,
                    "table-header-empty",
                    "The header row of the table is empty; its real header is a row of the body.");
            filled().stream()
                    .findFirst()
                    .ifPresent(header -> findings.info(
                            header.line(), "table-header-in-body", "This row of the body is the header of the table."));
        }
        for (var row : rows) {
            inspect(row, findings);
        }
    }

    private void inspect(Row row, Findings findings) {
        if (row.continues()) {
            findings.info(
                    row.line(), "row-continuation", "The first cell is missing; the row continues the one above.");
        }
        if (!row.closed()) {
            findings.info(
                    row.line(),
                    "row-unclosed",
                    "The closing pipe of the row is missing.",
                    row.source().stripTrailing() + "|");
        }
        if (row.hasExtraPipe(columns)) {
            findings.info(
                    row.line(),
                    "row-extra-pipe",
                    "The row ends in one pipe too many.",
                    row.source().stripTrailing().replaceFirst("\\|\\s*\\|$", "|"));
        } else if (row.cells().size() > columns) {
            findings.warning(
                    row.line(),
                    "row-too-wide",
                    "The row has %d cells in a table of %d columns."
                            .formatted(row.cells().size(), columns));
        }
        if (row.source().indexOf('\t') >= 0) {
            findings.info(
                    row.line(),
                    "table-tab",
                    "There is a tab in the row.",
                    row.source().replace('\t', ' '));
        }
    }
}
