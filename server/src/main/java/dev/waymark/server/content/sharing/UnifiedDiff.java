package dev.waymark.server.content.sharing;

import java.util.ArrayList;
import java.util.List;

/** Lines and what takes their place, written as a unified diff. */
final class UnifiedDiff {
    private static final int CONTEXT = 3;

    private final List<String> old;
    private final List<List<String>> edits;
    private final StringBuilder diff = new StringBuilder();

    private UnifiedDiff(List<String> old, List<List<String>> edits) {
        this.old = old;
        this.edits = edits;
    }

    /** The lines of a text with their line ends. */
    static List<String> lines(String text) {
        var lines = new ArrayList<String>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end + 1;
            lines.add(text.substring(start, end));
            start = end;
        }
        return lines;
    }

    /** @param edits for each old line the lines that take its place */
    static String of(String name, List<String> old, List<List<String>> edits) {
        var unified = new UnifiedDiff(old, edits);
        // The tab ends a name with spaces in it, for tools that else read a date after the first.
        var path = name.replaceAll("[\\p{Cntrl}]", "_") + (name.contains(" ") ? "\t" : "");
        unified.diff
                .append("--- a/")
                .append(path)
                .append("\n+++ b/")
                .append(path)
                .append('\n');
        unified.hunks();
        return unified.diff.toString();
    }

    private void hunks() {
        int shift = 0;
        int at = 0;
        while ((at = nextChange(at)) < old.size()) {
            int from = Math.max(0, at - CONTEXT);
            int last = at;
            for (int next = nextChange(at + 1);
                    next < old.size() && next - last <= 2 * CONTEXT;
                    next = nextChange(next + 1)) {
                last = next;
            }
            int to = Math.min(old.size(), last + CONTEXT + 1);
            shift += hunk(from, to, shift);
            at = to;
        }
    }

    private int nextChange(int from) {
        int at = from;
        while (at < old.size() && edits.get(at).equals(List.of(old.get(at)))) {
            at++;
        }
        return at;
    }

    /** Answers by how many lines the hunk makes the text longer. */
    private int hunk(int from, int to, int shift) {
        int size = edits.subList(from, to).stream().mapToInt(List::size).sum();
        diff.append("@@ -%d,%d +%d,%d @@\n".formatted(from + 1, to - from, from + 1 + shift, size));
        for (int at = from; at < to; at++) {
            if (nextChange(at) > at) {
                line(' ', old.get(at));
            } else {
                int block = at;
                while (block < to && nextChange(block) == block) {
                    line('-', old.get(block++));
                }
                edits.subList(at, block).forEach(lines -> lines.forEach(added -> line('+', added)));
                at = block - 1;
            }
        }
        return size - (to - from);
    }

    private void line(char sign, String line) {
        diff.append(sign).append(line);
        if (!line.endsWith("\n")) {
            diff.append("\n\\ No newline at end of file\n");
        }
    }
}
