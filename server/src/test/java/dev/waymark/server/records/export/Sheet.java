package dev.waymark.server.records.export;

import java.util.ArrayList;
import java.util.List;

/** Reads what a spreadsheet reads: RFC 4180, quotes and line breaks within cells included. */
record Sheet(List<String> header, List<List<String>> rows) {

    static Sheet of(String csv) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                    cell.append(c);
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                line.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    lines.add(List.copyOf(line));
                    line.clear();
                }
            } else if (c != '\r') {
                cell.append(c);
            }
        }
        return new Sheet(lines.get(0), lines.subList(1, lines.size()));
    }

    List<String> column(String name) {
        int index = header.indexOf(name);
        return rows.stream().map(row -> row.get(index)).toList();
    }
}
