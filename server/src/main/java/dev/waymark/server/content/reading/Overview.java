package dev.waymark.server.content.reading;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a page says before its first environment: its own summary, and the definition of each environment. */
record Overview(String summary, Map<String, String> definitions) {
    private static final int AXIS_VALUES = 20;

    private static final Pattern DEFINITION = Pattern.compile(
            "(?:\\*\\*|__)?(.{1,120}?)(?:\\*\\*|__)?[ \\t]*(?:--+|[–—:]|[ \\t]-[ \\t])(?:\\*\\*|__)?[ \\t]*(.*)");

    /** @param names the environments as compared, in the order of their sections */
    static Overview of(Page page, int end, List<Table> tables, Lists lists, List<String> names, Findings findings) {
        var definitions = new LinkedHashMap<String, String>();
        var left = new ArrayList<Lists.Run>();
        for (var run : lists.runs()) {
            if (run.first() <= end && define(page, run, names, definitions)) {
                left.add(run);
                order(run.first(), "The list", List.copyOf(definitions.keySet()), names, findings);
            }
        }
        var tabular = new BitSet();
        tables.forEach(table -> tabular.set(table.firstLine(), table.lastLine() + 1));
        left.forEach(run -> tabular.set(run.first(), run.last() + 1));
        var words = words(names);
        var summary = new ArrayList<String>();
        for (int line = 1; line <= end; line++) {
            boolean other = page.spoken(line).isBlank() && !page.line(line).isBlank()
                    || page.spoken(line).startsWith("#")
                    || tabular.get(line);
            if (!other) {
                summary.add(page.line(line));
                mentions(page.line(line), line, words, findings);
            }
        }
        return new Overview(Prose.source(summary), definitions);
    }

    private static boolean define(Page page, Lists.Run run, List<String> names, Map<String, String> definitions) {
        int before = definitions.size();
        for (int i = 0; i < run.items().size(); i++) {
            var item = run.items().get(i);
            var definition = DEFINITION.matcher(item.name());
            if (definition.matches()) {
                var name = Names.environment(Inline.text(definition.group(1)));
                int next = i + 1 < run.items().size() ? run.items().get(i + 1).line() : run.last() + 1;
                if (names.contains(name)) {
                    definitions.putIfAbsent(name, text(page, item.line(), next, definition.group(2)));
                }
            }
        }
        return definitions.size() > before;
    }

    private static String text(Page page, int line, int next, String start) {
        var lines = new ArrayList<String>();
        lines.add(start);
        for (int more = line + 1; more < next; more++) {
            lines.add(page.line(more).strip());
        }
        return Prose.source(lines);
    }

    /** A sentence that names every environment, in another order than the sections have. */
    private static void mentions(String text, int line, Map<String, Pattern> words, Findings findings) {
        var first = new LinkedHashMap<String, Integer>();
        for (var word : words.entrySet()) {
            var found = word.getValue().matcher(text);
            if (!found.find()) {
                return;
            }
            first.put(word.getKey(), found.start());
        }
        var order = first.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
        order(line, "The text", order, List.copyOf(words.keySet()), findings);
    }

    private static Map<String, Pattern> words(List<String> names) {
        var words = new LinkedHashMap<String, Pattern>();
        for (var name : names) {
            words.put(name, Pattern.compile("(?iu)(?<!\\p{L})" + Pattern.quote(name) + "(?!\\p{L})"));
        }
        return words;
    }

    private static void order(int line, String where, List<String> order, List<String> names, Findings findings) {
        var expected = names.stream().filter(order::contains).toList();
        if (!order.equals(expected)) {
            findings.info(
                    line,
                    "environment-order",
                    "%s names the environments in the order %s; the sections stand in the order %s."
                            .formatted(where, String.join(", ", order), String.join(", ", expected)));
        }
    }

    /** A word of the text that is one value of an axis cut short. */
    static void axisValues(Page page, int end, List<String> values, Findings findings) {
        for (var value : values.subList(0, Math.min(AXIS_VALUES, values.size()))) {
            int shortest = Math.max(4, value.length() * 7 / 10);
            if (value.length() > shortest && value.chars().noneMatch(Character::isWhitespace)) {
                var start = Pattern.compile(
                        "(?i)(?<![\\p{L}/])" + Pattern.quote(value.substring(0, shortest)) + "[\\p{L}/]*");
                for (int line = 1; line <= end; line++) {
                    if (page.spoken(line).indexOf('|') < 0) {
                        axisValue(start.matcher(page.spoken(line)), value, line, findings);
                    }
                }
            }
        }
    }

    private static void axisValue(Matcher word, String value, int line, Findings findings) {
        while (word.find()) {
            boolean cutShort = word.group().length() < value.length()
                    && value.regionMatches(
                            true, 0, word.group(), 0, word.group().length());
            if (cutShort) {
                findings.info(
                        line,
                        "axis-value-varies",
                        "%s is the axis value %s.".formatted(Findings.quote(word.group()), Findings.quote(value)),
                        word.group() + " → " + value);
                return;
            }
        }
    }
}
