package dev.waymark.server.content.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The lines of a page, and which of them speak: code blocks and comments do not. Lines are numbered from 1. */
record Page(List<String> lines, List<String> spoken) {
    private static final Pattern FENCE = Pattern.compile("[ \\t]{0,3}(`{3,}|~{3,})(.*)");

    static Page of(List<String> lines, int frontMatter) {
        var spoken = new ArrayList<String>(lines.size());
        var fence = "";
        boolean comment = false;
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var mark = comment ? "" : mark(line);
            boolean inFence = !fence.isEmpty();
            if (inFence && mark.startsWith(fence) && line.strip().equals(mark)) {
                fence = "";
                spoken.add("");
            } else if (inFence || i < frontMatter) {
                spoken.add("");
            } else if (!mark.isEmpty()) {
                fence = mark;
                spoken.add("");
            } else {
                var rest = new StringBuilder();
                comment = uncommented(line, comment, rest);
                spoken.add(rest.toString());
            }
        }
        return new Page(lines, List.copyOf(spoken));
    }

    int size() {
        return lines.size();
    }

    String line(int number) {
        return lines.get(number - 1);
    }

    String spoken(int number) {
        return spoken.get(number - 1);
    }

    private static String mark(String line) {
        var fence = FENCE.matcher(line);
        boolean opens = fence.matches()
                && !(fence.group(1).startsWith("`") && fence.group(2).contains("`"));
        return opens ? fence.group(1) : "";
    }

    /** Appends what is outside of comments; answers whether one is still open at the end of the line. */
    private static boolean uncommented(String line, boolean open, StringBuilder rest) {
        int at = 0;
        boolean comment = open;
        while (at < line.length()) {
            int edge = line.indexOf(comment ? "-->" : "<!--", at);
            if (!comment) {
                rest.append(line, at, edge < 0 ? line.length() : edge);
            }
            if (edge < 0) {
                break;
            }
            at = edge + (comment ? 3 : 4);
            comment = !comment;
        }
        return comment;
    }
}
