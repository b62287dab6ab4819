package dev.waymark.server.editions;

import dev.waymark.server.content.Identity;
import dev.waymark.server.content.Placement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which of several assets with one identity is which: by level, then by order on the page. */
final class Ties {
    private Ties() {}

    static Map<Placement, Integer> of(List<Placement> placements) {
        Map<Identity, Integer> seen = new HashMap<>();
        Map<Placement, Integer> ties = new HashMap<>();
        placements.stream()
                .sorted(Comparator.comparingInt(
                                (Placement placement) -> placement.asset().level())
                        .thenComparingInt(Placement::index))
                .forEach(placement -> ties.put(placement, seen.merge(placement.identity(), 1, Integer::sum) - 1));
        return ties;
    }
}
