package dev.waymark.server.editions.drafts;

import dev.waymark.server.content.Path;
import dev.waymark.server.content.Placement;
import dev.waymark.server.editions.Cell;
import dev.waymark.server.editions.CompletionRule;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.PlacedAsset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What has to be asked of summaries and ticks to know a draft's impact. Nearly all of it the summaries answer: a
 * complete cell stays complete unless something enters it, and a learner is finished by an edition only when every
 * cell lacks no more than what leaves it. Ticks are looked up for what enters a cell and for who is nearly finished.
 */
final class ImpactQuestion {
    final Edition current;
    final boolean anythingFresh;
    final List<UUID> returning = new ArrayList<>();
    final List<Entry> entries = new ArrayList<>();
    final List<Cell> broken = new ArrayList<>();
    final List<int[]> least = new ArrayList<>();
    final List<Needed> needed = new ArrayList<>();
    private final Comparison comparison;
    private final List<NewCell> cells;

    /** An asset that enters a cell, from another cell (counted from 1; 0 = it comes back from earlier). */
    record Entry(UUID asset, Cell into, int from, int fromTotal) {}

    /** An asset whose tick has to be looked up, in a cell (from 1) only for who has not completed that cell. */
    record Needed(UUID asset, int way, int cell, int total) {}

    private record NewCell(String environment, int level, List<UUID> assets) {}

    ImpactQuestion(Edition current, Comparison comparison, List<Path> paths) {
        this.current = current;
        this.comparison = comparison;
        this.anythingFresh = !comparison.fresh().isEmpty();
        this.cells = newCells();
        Set<UUID> present = current.assets().stream().map(PlacedAsset::id).collect(Collectors.toSet());
        comparison.ids().stream()
                .filter(id -> !present.contains(id) && !comparison.fresh().contains(id))
                .forEach(returning::add);
        cells.forEach(this::entering);
        List<Cell> plain = new ArrayList<>();
        cells.forEach(cell -> plain.add(new Cell(
                plain.size(), cell.environment(), cell.level(), cell.assets().size())));
        current.rule().alternatives(plain, CompletionRule.chains(paths)).forEach(this::wayToFinish);
    }

    private List<NewCell> newCells() {
        Map<dev.waymark.server.content.Cell, List<UUID>> assets = new HashMap<>();
        for (Placement placement : comparison.after().placements()) {
            assets.computeIfAbsent(placement.cell(), cell -> new ArrayList<>())
                    .add(comparison.ids().get(placement.index()));
        }
        return comparison.after().cells().stream()
                .map(cell -> new NewCell(cell.environment(), cell.level(), assets.getOrDefault(cell, List.of())))
                .toList();
    }

    private void entering(NewCell cell) {
        List<Cell> before = predecessors(cell);
        Set<UUID> had = had(before);
        boolean fresh = cell.assets().stream().anyMatch(comparison.fresh()::contains);
        for (Cell old : before) {
            if (fresh) {
                broken.add(old);
            } else {
                cell.assets().stream()
                        .filter(asset ->
                                !had.contains(asset) && !current.waived().contains(asset))
                        .forEach(asset -> entries.add(new Entry(asset, old, from(asset), totalFrom(asset))));
            }
        }
    }

    private int from(UUID asset) {
        return current.asset(asset).map(placed -> placed.cell() + 1).orElse(0);
    }

    private int totalFrom(UUID asset) {
        return current.asset(asset)
                .map(placed -> current.cells().get(placed.cell()).total())
                .orElse(0);
    }

    /** The old cell of the same environment and level; none when there was none. */
    private List<Cell> predecessors(NewCell cell) {
        Map<String, String> renames = comparison.diff().renames();
        return current.cells().stream()
                .filter(old -> old.level() == cell.level()
                        && renames.getOrDefault(old.environment(), old.environment())
                                .equals(cell.environment()))
                .toList();
    }

    private Set<UUID> had(List<Cell> before) {
        Set<Integer> indexes = before.stream().map(Cell::index).collect(Collectors.toSet());
        return current.assets().stream()
                .filter(asset -> indexes.contains(asset.cell()))
                .map(PlacedAsset::id)
                .collect(Collectors.toSet());
    }

    private void wayToFinish(int[] required) {
        List<NewCell> asked = new ArrayList<>();
        for (int i = 0; i < required.length; i++) {
            if (required[i] > 0) {
                asked.add(cells.get(i));
            }
        }
        boolean possible = !asked.isEmpty()
                && asked.stream().flatMap(cell -> cell.assets().stream()).noneMatch(comparison.fresh()::contains);
        if (possible) {
            int[] minimum = new int[current.cells().size()];
            asked.forEach(cell -> need(cell, minimum));
            least.add(minimum);
        }
    }

    /** A cell needs everything that enters it; and what stays in it, where the summary alone cannot tell. */
    private void need(NewCell cell, int[] minimum) {
        int way = least.size();
        Set<UUID> open = new HashSet<>(cell.assets());
        for (Cell old : predecessors(cell)) {
            Set<UUID> staying = had(List.of(old));
            staying.retainAll(open);
            open.removeAll(staying);
            minimum[old.index()] = staying.size();
            if (staying.size() < old.total()) {
                staying.forEach(asset -> need(asset, way, old.index() + 1, old.total()));
            }
        }
        open.forEach(asset -> need(asset, way, from(asset), totalFrom(asset)));
    }

    private void need(UUID asset, int way, int cell, int total) {
        if (!current.waived().contains(asset)) {
            needed.add(new Needed(asset, way, cell, total));
        }
    }

    /** For each way to satisfy the current rule, what each cell must have. */
    Integer[] requiredNow() {
        return flat(current.alternatives());
    }

    Integer[] leastOfAll() {
        return flat(least);
    }

    private static Integer[] flat(List<int[]> ways) {
        return ways.stream().flatMapToInt(Arrays::stream).boxed().toArray(Integer[]::new);
    }
}
