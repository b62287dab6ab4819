package dev.waymark.server.progress;

import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.PlacedAsset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one learner in one edition.
 *
 * @param touched by asset id; what is missing was never opened
 * @param chosenPath first environment of the path the learner chose
 */
public record Overview(
        Edition edition,
        int[] cells,
        Map<UUID, AssetProgress> touched,
        Standing.@Nullable Earned record,
        @Nullable String chosenPath) {

    public AssetProgress of(PlacedAsset asset) {
        return touched.getOrDefault(asset.id(), AssetProgress.untouched(asset.id()));
    }

    public Edition.Share share() {
        return edition.wholeModule().share(cells);
    }

    public int completed() {
        return Arrays.stream(cells).sum();
    }

    /** 100 for who holds the record, whatever was added since. */
    public int percent() {
        return record != null && record.counts() ? 100 : share().percent();
    }

    public int done(String environment) {
        return edition.cells().stream()
                .filter(cell -> cell.environment().equals(environment))
                .mapToInt(cell -> cells[cell.index()])
                .sum();
    }

    public int total(String environment) {
        return edition.cells().stream()
                .filter(cell -> cell.environment().equals(environment))
                .mapToInt(cell -> cell.total())
                .sum();
    }

    public long cellsCompleted() {
        return edition.cells().stream()
                .filter(cell -> cells[cell.index()] >= cell.total())
                .count();
    }

    public Optional<PlacedAsset> nextUp() {
        Set<UUID> done = touched.values().stream()
                .filter(asset -> asset.state().done())
                .map(AssetProgress::asset)
                .collect(Collectors.toSet());
        return NextUp.of(edition, chosenPath, done);
    }

    public List<PlacedAsset> twins(PlacedAsset asset) {
        return edition.assets().stream()
                .filter(other -> other.canonicalUrl().equals(asset.canonicalUrl())
                        && !other.id().equals(asset.id()))
                .toList();
    }
}
