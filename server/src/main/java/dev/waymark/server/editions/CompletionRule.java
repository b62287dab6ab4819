package dev.waymark.server.editions;

import dev.waymark.server.content.Path;
import java.util.List;
import java.util.function.Predicate;

/** When a module counts as completed. */
public sealed interface CompletionRule {

    /** Every environment. */
    record All() implements CompletionRule {}

    /** Every environment of one path. */
    record OnePath() implements CompletionRule {}

    /** Every cell up to a level. */
    record UpToLevel(int level) implements CompletionRule {}

    /** Reads {@code all}, {@code path} or {@code level:N}. */
    static CompletionRule parse(String text) {
        if (text.equals("all")) {
            return new All();
        }
        if (text.equals("path")) {
            return new OnePath();
        }
        if (text.matches("level:\\d{1,4}")) {
            return new UpToLevel(Integer.parseInt(text.substring(6)));
        }
        throw new IllegalArgumentException("A completion rule is all, path or level:N, not \"" + text + "\".");
    }

    default String text() {
        if (this instanceof UpToLevel upTo) {
            return "level:" + upTo.level();
        }
        return this instanceof OnePath ? "path" : "all";
    }

    /**
     * The ways to satisfy the rule: for each, how many assets every cell must have. A path rule over a
     * module without paths asks for everything.
     */
    default List<int[]> alternatives(List<Cell> cells, List<List<String>> paths) {
        if (this instanceof UpToLevel upTo) {
            return List.of(required(cells, cell -> cell.level() <= upTo.level()));
        }
        if (this instanceof OnePath && !paths.isEmpty()) {
            return paths.stream()
                    .map(path -> required(cells, cell -> path.contains(cell.environment())))
                    .toList();
        }
        return List.of(required(cells, cell -> true));
    }

    private static int[] required(List<Cell> cells, Predicate<Cell> asked) {
        return cells.stream()
                .mapToInt(cell -> asked.test(cell) ? cell.total() : 0)
                .toArray();
    }

    /** The chains of environments that the steps of a module's paths form. */
    static List<List<String>> chains(List<Path> steps) {
        return steps.stream()
                .filter(step -> steps.stream().noneMatch(other -> other.to().equals(step.from())))
                .map(first -> follow(first.from(), steps))
                .toList();
    }

    private static List<String> follow(String start, List<Path> steps) {
        java.util.LinkedHashSet<String> chain = new java.util.LinkedHashSet<>(List.of(start));
        String at = start;
        while (true) {
            String from = at;
            String next = steps.stream()
                    .filter(step -> step.from().equals(from) && !chain.contains(step.to()))
                    .map(Path::to)
                    .findFirst()
                    .orElse("");
            if (next.isEmpty()) {
                return List.copyOf(chain);
            }
            chain.add(next);
            at = next;
        }
    }
}
