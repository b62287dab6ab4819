package dev.waymark.server.content.reading;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where a table keeps its resources, levels and links: one column of levels, or one column for each level.
 *
 * @param header the row that says so, or null where only the levels themselves do
 * @param level the column of levels, or -1 where each level has its own
 * @param levels the level of each column that has its own
 */
record Columns(@Nullable Row header, int resource, int level, Map<Integer, Integer> levels, List<Integer> links) {
    private static final Pattern LEVEL_WORD = Pattern.compile("(?i).{0,12}\\b(?:levels?|lvl)\\b.{0,12}");
    private static final Pattern LEVEL = Pattern.compile("(?i)(?:l|lvl|level)?[ :.-]{0,2}(\\d{1,4})\\b(.*)");
    private static final Pattern HUNDRED = Pattern.compile("(?i)(?:l|lvl|level)?[ :-]{0,2}[1-9]00\\+?(?: level)?");
    private static final Pattern RESOURCE_WORD = Pattern.compile(
            "(?i).*\\b(?:resources?|services?|topics?|products?|technolog(?:y|ies)|tools?|subjects?|areas?|skills?)\\b.*");
    private static final int HEADER_ROWS = 3;

    static @Nullable Columns of(Table table) {
        var rows = table.filled();
        for (var row : rows.subList(0, Math.min(HEADER_ROWS, rows.size()))) {
            var texts = IntStream.range(0, Math.min(Limits.COLUMNS, row.cells().size()))
                    .mapToObj(row::text)
                    .toList();
            var levels = levelsOf(texts);
            if (levels.size() > 1) {
                return wide(row, texts, levels);
            }
            int level = first(texts, LEVEL_WORD);
            if (level >= 0 && texts.stream().filter(text -> !text.isEmpty()).count() > 1) {
                return of(row, texts, level, table.columns());
            }
        }
        return byContent(table, rows);
    }

    private static Columns of(@Nullable Row header, List<String> texts, int level, int columns) {
        int named = first(texts, RESOURCE_WORD);
        int resource = named == level ? -1 : named;
        if (resource < 0) {
            resource = level == 0 ? (columns > 2 ? 1 : -1) : 0;
        }
        int chosen = resource;
        var links = IntStream.range(0, Math.min(Limits.COLUMNS, Math.max(columns, texts.size())))
                .filter(column -> column != level && column != chosen)
                .boxed()
                .toList();
        return new Columns(header, resource, level, Map.of(), links.isEmpty() ? List.of(Math.max(0, resource)) : links);
    }

    private static Columns wide(Row header, List<String> texts, Map<Integer, Integer> levels) {
        int resource = IntStream.range(0, texts.size())
                .filter(c -> !levels.containsKey(c))
                .findFirst()
                .orElse(-1);
        return new Columns(header, resource, -1, levels, List.copyOf(levels.keySet()));
    }

    private static Map<Integer, Integer> levelsOf(List<String> texts) {
        var levels = new TreeMap<Integer, Integer>();
        for (int column = 0; column < texts.size(); column++) {
            if (HUNDRED.matcher(texts.get(column)).matches()) {
                levels.put(column, levelIn(texts.get(column)).orElse(0));
            }
        }
        return levels;
    }

    /** A table without telling header, one column of which holds hardly anything but levels. */
    private static @Nullable Columns byContent(Table table, List<Row> rows) {
        for (int column = 0; column < Math.min(Limits.COLUMNS, table.columns()); column++) {
            int at = column;
            long filled = rows.stream().filter(row -> !row.cell(at).isBlank()).count();
            long levels = rows.stream()
                    .filter(row -> HUNDRED.matcher(row.cell(at).strip()).matches())
                    .count();
            if (levels >= 2 && levels * 3 >= filled * 2) {
                var first = rows.get(0);
                boolean titled = !HUNDRED.matcher(first.cell(at).strip()).matches();
                return of(titled ? first : null, List.of(), column, table.columns());
            }
        }
        return null;
    }

    private static int first(List<String> texts, Pattern pattern) {
        return IntStream.range(0, texts.size())
                .filter(i -> pattern.matcher(texts.get(i)).matches())
                .findFirst()
                .orElse(-1);
    }

    static OptionalInt levelIn(String text) {
        var level = LEVEL.matcher(text);
        return level.matches() ? OptionalInt.of(Integer.parseInt(level.group(1))) : OptionalInt.empty();
    }

    /** Something after the number that makes it less than certain, as in 100-200. */
    static boolean isRange(String text) {
        var level = LEVEL.matcher(text);
        return level.matches() && level.group(2).matches(".*\\d.*");
    }

    String title(int column) {
        return header == null ? "" : header.text(column);
    }
}
