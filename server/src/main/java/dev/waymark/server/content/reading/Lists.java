package dev.waymark.server.content.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The lists of a page, numbered or not, with the first rank of their items. */
record Lists(List<Run> runs) {
    private static final Pattern ITEM = Pattern.compile("( {0,3})(?:(\\d{1,9})[.)]|[-*+])([ \\t]+)(.*)");
    private static final Pattern NESTED = Pattern.compile("[ \\t]{2,}(?:\\d{1,9}[.)]|[-*+])[ \\t]+\\S.*");

    /** One list: its lines from first to last, and its items. */
    record Run(int first, int last, boolean numbered, List<Item> items) {}

    static Lists in(Page page, Findings findings) {
        var runs = new ArrayList<Run>();
        int line = 1;
        while (line <= page.size()) {
            var item = ITEM.matcher(page.spoken(line));
            if (item.matches()) {
                var run = run(page, line, item.group(2) != null, findings);
                runs.add(run);
                line = run.last() + 1;
            } else {
                line++;
            }
        }
        return new Lists(List.copyOf(runs));
    }

    private static Run run(Page page, int first, boolean numbered, Findings findings) {
        var items = new ArrayList<Item>();
        int last = first;
        long expected = -1;
        for (int line = first; line <= page.size(); line++) {
            var text = page.spoken(line);
            var item = ITEM.matcher(text);
            if (item.matches()
                    && numbered == (item.group(2) != null)
                    && (items.isEmpty() || !NESTED.matcher(text).matches())) {
                items.add(new Item(line, item.group(4).strip()));
                last = line;
                if (numbered) {
                    expected = numbering(line, Long.parseLong(item.group(2)), expected, findings);
                }
                if (item.group(3).indexOf('\t') >= 0) {
                    findings.info(
                            line,
                            "list-tab",
                            "There is a tab after the list marker.",
                            text.replaceFirst("[ \\t]+(?=\\S)", " ").replaceFirst("([.)*+-])[ \\t]+", "$1 "));
                }
            } else if (NESTED.matcher(text).matches()) {
                findings.info(line, "list-nested", "A nested item is no item of its own.");
                last = line;
            } else if (ITEM.matcher(text).matches()
                    || !text.isBlank()
                            && (text.strip().startsWith("|") || text.strip().startsWith("#"))) {
                break;
            } else if (!text.isBlank() && !text.startsWith(" ") && !text.startsWith("\t")) {
                if (page.spoken(line - 1).isBlank()) {
                    break;
                }
                last = line;
            }
        }
        return new Run(first, last, numbered, List.copyOf(items));
    }

    /** All items with the number 1 count themselves; otherwise each number follows the one above. */
    private static long numbering(int line, long number, long expected, Findings findings) {
        if (expected < 0 || number == expected || number == 1 && expected == 2) {
            return number == 1 && expected == 2 ? 2 : number + 1;
        }
        if (number == expected - 1) {
            findings.info(line, "list-number-twice", "The number %d stands twice.".formatted(number));
            return expected;
        }
        findings.info(
                line, "list-number-skipped", "The number %d follows the number %d.".formatted(number, expected - 1));
        return number + 1;
    }

    /** The list of services of a section: the last numbered one before its table, else a bulleted one without links. */
    Run services(Section section, int beforeLine) {
        Run found = null;
        for (var run : runs) {
            boolean inside = run.first() >= section.start() && run.last() < beforeLine && run.last() <= section.end();
            boolean better = found == null || run.numbered() || !found.numbered();
            boolean names = run.numbered()
                    || run.items().stream().noneMatch(item -> item.name().contains("]("));
            if (inside && better && names) {
                found = run;
            }
        }
        return found == null ? new Run(beforeLine, beforeLine, false, List.of()) : found;
    }
}
