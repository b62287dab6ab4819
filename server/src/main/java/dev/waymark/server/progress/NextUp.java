package dev.waymark.server.progress;

import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.PlacedAsset;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a learner is pointed to: along their path, the lowest unfinished level first. Nothing is locked. */
public final class NextUp {
    private NextUp() {}

    /**
     * @param chosen the first environment of the path the learner chose; null = the page's first path
     * @param done the assets that count as done for this learner
     */
    public static Optional<PlacedAsset> of(Edition edition, @Nullable String chosen, Set<UUID> done) {
        return order(edition, chosen).stream()
                .flatMap(environment -> edition.assets().stream()
                        .filter(asset -> asset.environment().equals(environment))
                        .sorted(Comparator.comparingInt(PlacedAsset::level).thenComparingInt(PlacedAsset::position)))
                .filter(asset -> !done.contains(asset.id()) && !edition.waived().contains(asset.id()))
                .findFirst();
    }

    /** The environments of the learner's path, of the other paths, then those on no path. */
    private static Set<String> order(Edition edition, @Nullable String chosen) {
        List<List<String>> paths = edition.paths();
        Set<String> order = new LinkedHashSet<>();
        paths.stream().filter(path -> path.get(0).equals(chosen)).forEach(order::addAll);
        paths.forEach(order::addAll);
        edition.module().environments().forEach(environment -> order.add(environment.key()));
        return order;
    }
}
