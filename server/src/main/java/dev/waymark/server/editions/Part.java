package dev.waymark.server.editions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a module gives a record for beside its whole: one environment, or one path.
 *
 * @param rule {@code environment:KEY}, or {@code path:FIRST:LAST} with the keys of the path's ends; names never stand in it
 * @param required how many assets each cell must have, 0 for cells of other environments
 */
public record Part(String rule, int[] required) {

    /**
     * Which parts are given records.
     *
     * @param environments each environment
     * @param paths each path, from its first environment to its last
     */
    public record Asked(boolean environments, boolean paths) {
        public static final Asked NONE = new Asked(false, false);
    }

    /** Nobody earns a part of which no asset is left to do, since all were waived. */
    static List<Part> of(Asked asked, List<Cell> cells, List<List<String>> paths, int[] waived) {
        List<Part> parts = new ArrayList<>();
        if (asked.environments()) {
            cells.stream()
                    .map(Cell::environment)
                    .distinct()
                    .forEach(key -> parts.add(of(cells, "environment:" + key, key::equals)));
        }
        if (asked.paths()) {
            paths.stream()
                    .distinct()
                    .forEach(path -> parts.add(
                            of(cells, "path:" + path.get(0) + ":" + path.get(path.size() - 1), path::contains)));
        }
        return parts.stream().filter(part -> part.leftToDo(waived)).toList();
    }

    private static Part of(List<Cell> cells, String rule, Predicate<String> within) {
        return new Part(
                rule,
                cells.stream()
                        .mapToInt(cell -> within.test(cell.environment()) ? cell.total() : 0)
                        .toArray());
    }

    private boolean leftToDo(int[] waived) {
        for (int cell = 0; cell < required.length; cell++) {
            if (required[cell] > waived[cell]) {
                return true;
            }
        }
        return false;
    }

    public int total() {
        return Arrays.stream(required).sum();
    }

    boolean holds(int cell) {
        return required[cell] > 0;
    }
}
