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
    final List<List<UUID>> needed = new ArrayList<>();
    private final Comparison comparison;
    private final List<NewCell> cells;

    /** An asset that the module has had before and that enters a cell. */
    record Entry(UUID asset, Cell into) {}

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
                        .forEach(asset -> entries.add(new Entry(asset, old)));
            }
        }
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
        int[] minimum = new int[current.cells().size()];
        Set<UUID> assets = new HashSet<>();
        for (int i = 0; i < required.length; i++) {
            if (required[i] > 0) {
                NewCell cell = cells.get(i);
                assets.addAll(cell.assets());
                for (Cell old : predecessors(cell)) {
                    Set<UUID> had = had(List.of(old));
                    minimum[old.index()] =
                            (int) cell.assets().stream().filter(had::contains).count();
                }
            }
        }
        if (!assets.isEmpty() && assets.stream().noneMatch(comparison.fresh()::contains)) {
            assets.removeAll(current.waived());
            least.add(minimum);
            needed.add(List.copyOf(assets));
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
