package dev.waymark.server.content.diff;

import dev.waymark.server.content.Identity;
import dev.waymark.server.content.Placement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** The id of every asset of a new edition: its old one where it is carried or comes back, else a fresh one. */
public final class PermanentIds {
    private PermanentIds() {}

    /** An asset of an earlier edition that the current one no longer has. */
    public record Retired(Identity identity, int level, UUID id) {}

    /** The ids of a first edition. */
    public static List<UUID> first(int assets, Supplier<UUID> fresh) {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < assets; i++) {
            ids.add(fresh.get());
        }
        return ids;
    }

    /**
     * @param current the ids of the old edition's assets, in its order
     * @param retired what older editions had, the latest first
     * @return the ids of the new edition's assets, in its order
     */
    public static List<UUID> assign(Diff diff, List<UUID> current, List<Retired> retired, Supplier<UUID> fresh) {
        var used = new HashSet<UUID>();
        for (var row : diff.carried()) {
            if (row.before() != null) {
                used.add(current.get(row.before().index()));
            }
        }
        var ids = new ArrayList<UUID>();
        for (var row : diff.rows()) {
            if (row.after() != null) {
                ids.add(id(row, diff, current, retired, used).orElseGet(fresh));
            }
        }
        return ids;
    }

    private static Optional<UUID> id(
            DiffRow row, Diff diff, List<UUID> current, List<Retired> retired, Set<UUID> used) {
        var before = row.before();
        if (before != null && row.carried()) {
            return Optional.of(current.get(before.index()));
        }
        boolean refused = row.kind() == Kind.SAME;
        return refused || row.after() == null ? Optional.empty() : returning(row.after(), diff, retired, used);
    }

    private static Optional<UUID> returning(Placement now, Diff diff, List<Retired> retired, Set<UUID> used) {
        var same = retired.stream()
                .filter(asset ->
                        asset.identity().canonicalUrl().equals(now.asset().canonicalUrl()))
                .filter(asset -> environment(asset, diff).equals(now.environment()))
                .filter(asset -> !used.contains(asset.id()))
                .toList();
        var found = same.stream()
                .filter(asset -> asset.level() == now.asset().level())
                .findFirst()
                .or(() -> same.stream().findFirst());
        found.ifPresent(asset -> used.add(asset.id()));
        return found.map(Retired::id);
    }

    private static String environment(Retired asset, Diff diff) {
        var key = asset.identity().environment();
        return diff.renames().getOrDefault(key, key);
    }
}
