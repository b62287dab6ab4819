package dev.waymark.server.content.reading;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The spaces around the text of a cell, when most of its column has other ones. */
record Padding(int before, int after) {
    static void inspect(List<Row> rows, int column, String code, String message, Findings findings) {
        var filled = rows.stream()
                .filter(row -> !row.cell(column).isBlank() && !isLast(row, column))
                .toList();
        var usual = usual(filled, column);
        for (var row : filled) {
            if (!of(row.cell(column)).equals(usual)) {
                findings.info(row.line(), code, message);
            }
        }
    }

    /** Without a closing pipe, spaces at the end of the line are no padding. */
    private static boolean isLast(Row row, int column) {
        return !row.closed() && column == row.cells().size() - 1;
    }

    private static Padding usual(List<Row> rows, int column) {
        return rows.stream()
                .collect(Collectors.groupingBy(row -> of(row.cell(column)), Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.<Padding, Long>comparingByValue()
                        .thenComparing(
                                entry -> -entry.getKey().before()
                                        - entry.getKey().after(),
                                Comparator.naturalOrder()))
                .map(Map.Entry::getKey)
                .orElse(new Padding(0, 0));
    }

    private static Padding of(String cell) {
        return new Padding(
                cell.length() - cell.stripLeading().length(),
                cell.length() - cell.stripTrailing().length());
    }
}
