package dev.waymark.server.editions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of an earlier version's assets, one line each; what stayed as it was is left out. */
public final class WhatChanged {
    private WhatChanged() {}

    public enum Kind {
        /** Is new, and stands for nothing that was there. */
        ADDED,
        /** Took the place of another: a tick of that one does not count. */
        REPLACED,
        REMOVED,
        /** Has another title; ticks count. */
        RETITLED,
        /** Has another link, resource, level or environment; ticks count. */
        MOVED
    }

    /** @param before null for what was added, {@code now} for what was removed */
    public record Change(
            Kind kind,
            @Nullable PlacedAsset before,
            @Nullable PlacedAsset now) {}

    /** In the order of the page, then what was removed in the order of the earlier one. */
    public static List<Change> between(List<PlacedAsset> before, List<PlacedAsset> now) {
        Map<UUID, PlacedAsset> old = byId(before);
        Map<UUID, PlacedAsset> present = byId(now);
        List<PlacedAsset> gone = new ArrayList<>(before.stream()
                .filter(asset -> !present.containsKey(asset.id()))
                .toList());
        List<Change> changes = new ArrayList<>();
        for (PlacedAsset asset : now) {
            PlacedAsset was = old.get(asset.id());
            if (was == null) {
                changes.add(entered(asset, gone));
            } else {
                kept(was, asset).ifPresent(changes::add);
            }
        }
        gone.forEach(asset -> changes.add(new Change(Kind.REMOVED, asset, null)));
        return List.copyOf(changes);
    }

    private static Map<UUID, PlacedAsset> byId(List<PlacedAsset> assets) {
        Map<UUID, PlacedAsset> byId = new HashMap<>();
        assets.forEach(asset -> byId.put(asset.id(), asset));
        return byId;
    }

    /** Who left the same slot was replaced, each by one. */
    private static Change entered(PlacedAsset asset, List<PlacedAsset> gone) {
        Optional<PlacedAsset> replaced = gone.stream()
                .filter(left -> left.environment().equals(asset.environment())
                        && left.resource().equals(asset.resource())
                        && left.level() == asset.level())
                .findFirst();
        replaced.ifPresent(gone::remove);
        return replaced.map(left -> new Change(Kind.REPLACED, left, asset))
                .orElseGet(() -> new Change(Kind.ADDED, null, asset));
    }

    private static Optional<Change> kept(PlacedAsset was, PlacedAsset now) {
        boolean moved = !was.canonicalUrl().equals(now.canonicalUrl())
                || !was.environment().equals(now.environment())
                || !was.resource().equals(now.resource())
                || was.level() != now.level();
        if (moved) {
            return Optional.of(new Change(Kind.MOVED, was, now));
        }
        return was.title().equals(now.title()) ? Optional.empty() : Optional.of(new Change(Kind.RETITLED, was, now));
    }
}
