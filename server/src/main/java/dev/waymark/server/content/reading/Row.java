package dev.waymark.server.content.reading;

import java.util.ArrayList;
import java.util.List;

/** One line of a table, taken apart at its pipes; a pipe within a link's text or after a backslash is no border. */
record Row(int line, String source, List<String> cells, boolean closed) {
    /** The line of hyphens, colons and pipes below a header. */
    static boolean isSeparator(String line) {
        return line.indexOf('|') >= 0 && line.indexOf('-') >= 0 && line.chars().allMatch(c -> "|-: \t".indexOf(c) >= 0);
    }

    static Row of(int line, String text) {
        var source = text.strip();
        var cells = new ArrayList<String>();
        int lastParenthesis = source.lastIndexOf(')');
        int start = source.startsWith("|") ? 1 : 0;
        for (int i = start; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[') {
                i = Math.max(i, endOfLink(source, i, lastParenthesis));
            } else if (c == '|') {
                cells.add(source.substring(start, i));
                start = i + 1;
            }
        }
        boolean closed = start >= source.length();
        if (!closed) {
            cells.add(source.substring(start));
        }
        return new Row(line, text, List.copyOf(cells), closed);
    }

    private static int endOfLink(String source, int open, int lastParenthesis) {
        int i = open + 1;
        while (i < source.length() && source.charAt(i) != '[' && source.charAt(i) != ']') {
            i++;
        }
        boolean destination = source.startsWith("](", i) && i < lastParenthesis;
        return destination ? source.indexOf(')', i) : -1;
    }

    String cell(int column) {
        return column >= 0 && column < cells.size() ? cells.get(column) : "";
    }

    String text(int column) {
        return Inline.text(cell(column));
    }

    boolean isEmpty() {
        return cells.stream().allMatch(String::isBlank);
    }

    boolean continues() {
        return source.strip().startsWith("||");
    }

    /** Cells beyond the table's columns that hold nothing: the row ends in one pipe too many. */
    boolean hasExtraPipe(int columns) {
        return cells.size() > columns
                && cells.subList(columns, cells.size()).stream().allMatch(String::isBlank);
    }
}
