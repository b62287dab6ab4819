package dev.waymark.server.content.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A piece of running text with the line it starts at; a row of a table is one piece for each cell, with a label. */
record Paragraph(int line, String text, String label) {
    static boolean mayLink(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return lower.contains("](")
                || lower.contains("][")
                || lower.contains("://")
                || lower.contains("href")
                || lower.contains("www.");
    }

    /** Whether the line is a row or an item of a list that may link. */
    static boolean lists(String text) {
        return mayLink(text) && text.matches("[ \\t]*(?:[|]|(?:[-*+]|\\d{1,9}[.)])[ \\t]).*");
    }

    static List<Paragraph> in(Page page, Section section) {
        var paragraphs = new ArrayList<Paragraph>();
        int start = section.start();
        int length = 0;
        for (int line = section.start(); line <= section.end(); line++) {
            var text = page.spoken(line);
            boolean row = text.strip().startsWith("|");
            boolean alone = row || text.isBlank() || text.matches("[ \\t]*(?:[-*+]|\\d{1,9}[.)]|#{1,6})[ \\t].*");
            if (alone || length + text.length() > Limits.TEXT) {
                add(page, start, line, paragraphs);
                start = line;
                length = 0;
            }
            length += text.length() + 1;
            if (row) {
                cells(Row.of(line, text), paragraphs);
                start = line + 1;
            }
        }
        add(page, start, section.end() + 1, paragraphs);
        return paragraphs;
    }

    private static void add(Page page, int start, int end, List<Paragraph> paragraphs) {
        if (start < end) {
            var lines = page.spoken().subList(start - 1, end - 1);
            if (lines.stream().anyMatch(line -> !line.isBlank())) {
                int blank = 0;
                while (lines.get(blank).isBlank()) {
                    blank++;
                }
                paragraphs.add(new Paragraph(start + blank, String.join("\n", lines.subList(blank, lines.size())), ""));
            }
        }
    }

    private static void cells(Row row, List<Paragraph> paragraphs) {
        var label = row.cells().stream()
                .limit(Limits.COLUMNS)
                .filter(cell -> !mayLink(cell))
                .map(Inline::text)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        row.cells().stream()
                .filter(Paragraph::mayLink)
                .forEach(cell -> paragraphs.add(new Paragraph(row.line(), cell, label)));
    }
}
