package dev.waymark.server.content.diff;

import dev.waymark.server.content.Fingerprint;
import dev.waymark.server.content.Module;
import dev.waymark.server.content.Placement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares two editions of a module, asset by asset, by the identity of each. */
public final class Differ {
    private Differ() {}

    public static Diff diff(Module before, Module after) {
        return diff(before, after, Choices.NONE);
    }

    public static Diff diff(Module before, Module after, Choices choices) {
        var pairs = new Pairs(before.placements(), after.placements(), choices);
        var rows = new ArrayList<DiffRow>();
        for (var now : after.placements()) {
            var old = pairs.oldOf(now);
            rows.add(old == null ? added(now) : both(pairs.kindOf(now), old, now, choices));
        }
        pairs.removed().forEach(old -> rows.add(removed(old)));
        return new Diff(
                rows, EnvironmentRenames.propose(before, after, choices), choices.renames(), revision(before, after));
    }

    private static Revision revision(Module before, Module after) {
        if (before.equals(after)) {
            return Revision.IDENTICAL;
        }
        return Fingerprint.contentHash(before).equals(Fingerprint.contentHash(after))
                ? Revision.COSMETIC
                : Revision.VERSION;
    }

    private static DiffRow added(Placement now) {
        return new DiffRow(Kind.ADDED, null, now, Set.of(), false, "new in this edition");
    }

    private static DiffRow removed(Placement old) {
        return new DiffRow(Kind.REMOVED, old, null, Set.of(), false, "no longer in the module; its history is kept");
    }

    private static DiffRow both(Kind kind, Placement old, Placement now, Choices choices) {
        var changes = changes(old, now);
        boolean confirmed = choices.pairs().containsKey(old.index());
        boolean refused = choices.refused().contains(old.index());
        boolean carried = !refused && (kind == Kind.SAME || confirmed);
        return new DiffRow(kind, old, now, changes, carried, reason(kind, old, now, changes, carried));
    }

    private static Set<Change> changes(Placement old, Placement now) {
        var changes = EnumSet.noneOf(Change.class);
        addIf(!old.asset().title().equals(now.asset().title()), Change.RETITLED, changes);
        addIf(!old.resource().equals(now.resource()), Change.RESOURCE_RENAMED, changes);
        addIf(old.asset().level() != now.asset().level(), Change.LEVEL_MOVED, changes);
        addIf(!old.environment().equals(now.environment()), Change.ENVIRONMENT_RENAMED, changes);
        addIf(!old.asset().url().equals(now.asset().url()), Change.LINK_REWRITTEN, changes);
        return changes;
    }

    private static void addIf(boolean changed, Change change, Set<Change> changes) {
        if (changed) {
            changes.add(change);
        }
    }

    private static String reason(Kind kind, Placement old, Placement now, Set<Change> changes, boolean carried) {
        if (!carried) {
            return switch (kind) {
                case MOVED -> "same place and title with a new link; an admin has to confirm it";
                case REPLACED -> "replaced by another training";
                default -> "an admin decided that it is not the same";
            };
        }
        var words = changes.stream()
                .sorted()
                .map(change -> word(change, old, now))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(ArrayList::new));
        words.add(kind == Kind.SAME ? "same link" : "new link confirmed by an admin");
        return String.join(", ", words);
    }

    private static String word(Change change, Placement old, Placement now) {
        return switch (change) {
            case RETITLED -> "retitled";
            case RESOURCE_RENAMED -> "resource renamed";
            case LEVEL_MOVED ->
                "moved from level %d to %d"
                        .formatted(old.asset().level(), now.asset().level());
            case ENVIRONMENT_RENAMED -> "environment renamed";
            case LINK_REWRITTEN -> "";
        };
    }
}
