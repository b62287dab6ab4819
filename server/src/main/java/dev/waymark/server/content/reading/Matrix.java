package dev.waymark.server.content.reading;

import dev.waymark.server.content.Axis;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table whose cells are the environments, found by the headings that bear the same names. */
record Matrix(Table table, Axis rows, Axis columns, Map<String, Position> positions) {
    private static final Pattern EMPTY = Pattern.compile("(?i)[\\s–—-]*|n/?a|none");
    private static final Pattern CORNER = Pattern.compile(" [/×|] | ?\\\\ ?");
    private static final Pattern BREAK = Pattern.compile("(?i)<br\\s*/?>");

    /** Where an environment stands, and what the matrix calls it. */
    record Position(@Nullable String row, @Nullable String column, String name) {}

    static Optional<Matrix> in(List<Table> tables, List<LevelTable> levelTables, Outline outline, Findings findings) {
        var levelled = levelTables.stream().map(LevelTable::table).collect(Collectors.toSet());
        var titles = outline.headings().stream()
                .map(heading -> Names.environment(heading.title()))
                .collect(Collectors.toSet());
        return tables.stream()
                .filter(table -> !levelled.contains(table))
                .flatMap(table -> of(table, titles, findings).stream())
                .findFirst();
    }

    private static Optional<Matrix> of(Table table, Set<String> titles, Findings findings) {
        var rows = table.filled();
        int first = 0;
        while (first < rows.size() && !namesOne(rows.get(first), titles)) {
            first++;
        }
        var body = rows.subList(first, rows.size());
        long named = body.stream()
                .flatMap(row -> row.cells().stream().skip(1))
                .flatMap(Matrix::names)
                .filter(titles::contains)
                .distinct()
                .count();
        if (named < 2 || first == 0 && body.stream().allMatch(row -> row.text(0).isEmpty())) {
            return Optional.empty();
        }
        var header = first == 0 ? null : rows.get(first - 1);
        var axes = first < 2 ? null : rows.get(first - 2);
        return Optional.of(assembled(table, body, header, axes, findings));
    }

    private static boolean namesOne(Row row, Set<String> titles) {
        return row.cells().stream().skip(1).limit(Limits.COLUMNS).anyMatch(cell -> isName(cell, titles));
    }

    private static boolean isName(String cell, Set<String> titles) {
        return names(cell).anyMatch(titles::contains);
    }

    private static Stream<String> names(String cell) {
        return BREAK.splitAsStream(cell)
                .map(Inline::text)
                .filter(text -> !text.isEmpty())
                .map(Names::environment);
    }

    private static Matrix assembled(
            Table table, List<Row> body, @Nullable Row header, @Nullable Row axes, Findings findings) {
        var positions = new LinkedHashMap<String, Position>();
        var rowValues = new LinkedHashSet<String>();
        var columnValues = new LinkedHashSet<String>();
        var label = "";
        for (var row : body) {
            label = row.text(0).isEmpty() ? label : row.text(0);
            for (int column = 1; column < Math.min(Limits.COLUMNS, row.cells().size()); column++) {
                var value = header == null ? "" : header.text(column);
                for (var part : BREAK.split(row.cell(column))) {
                    place(Inline.text(part), label, value, row.line(), positions, findings);
                }
                addIfText(columnValues, value);
            }
            addIfText(rowValues, label);
        }
        var named = axes == null ? corner(header) : List.of(axes.text(0), firstBeside(axes));
        return new Matrix(
                table,
                new Axis(named.get(0), List.copyOf(rowValues)),
                new Axis(named.get(1), List.copyOf(columnValues)),
                positions);
    }

    /** One cell may name both axes, as in "Stage / Place". */
    private static List<String> corner(@Nullable Row header) {
        var names = CORNER.split(header == null ? "" : header.text(0), 2);
        return List.of(names[0], names.length > 1 ? names[1] : "");
    }

    private static String firstBeside(Row axes) {
        return axes.cells().stream()
                .skip(1)
                .limit(Limits.COLUMNS)
                .map(Inline::text)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static void addIfText(Set<String> values, String value) {
        if (!value.isEmpty()) {
            values.add(value);
        }
    }

    private static void place(
            String name, String row, String column, int line, Map<String, Position> positions, Findings findings) {
        if (EMPTY.matcher(name).matches() || positions.size() >= Limits.ENVIRONMENTS) {
            return;
        }
        var position = new Position(row.isEmpty() ? null : row, column.isEmpty() ? null : column, name);
        if (positions.putIfAbsent(Names.environment(name), position) != null) {
            findings.warning(
                    line,
                    "environment-twice",
                    "The matrix names %s more than once; its first place counts.".formatted(Findings.quote(name)));
        }
    }

    /** The sections of the environments in page order, each by its name as compared. */
    Map<String, Section> sections(Outline outline) {
        var sections = new LinkedHashMap<String, Section>();
        var own = new HashSet<>(positions.keySet());
        for (var heading : outline.headings()) {
            var name = Names.environment(heading.title());
            if (own.contains(name) && heading.line() > table.firstLine() && !sections.containsKey(name)) {
                sections.put(name, upToNext(outline, heading, own));
            }
        }
        return sections;
    }

    private static Section upToNext(Outline outline, Heading heading, Set<String> names) {
        var section = outline.section(heading);
        int end = outline.headings().stream()
                .filter(next -> next.line() > heading.line() && names.contains(Names.environment(next.title())))
                .mapToInt(next -> next.line() - 1)
                .findFirst()
                .orElse(section.end());
        return new Section(heading, section.start(), Math.min(end, section.end()));
    }

    /** Everything that {@link #sections} did not find, in the order of the matrix. */
    List<Position> without(Set<String> sections) {
        var missing = new ArrayList<Position>();
        positions.forEach((name, position) -> {
            if (!sections.contains(name)) {
                missing.add(position);
            }
        });
        return missing;
    }
}
