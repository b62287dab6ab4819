package dev.waymark.server.editions.drafts;

import dev.waymark.server.content.Module;
import dev.waymark.server.content.Placement;
import dev.waymark.server.content.diff.Choices;
import dev.waymark.server.content.diff.Diff;
import dev.waymark.server.content.diff.DiffRow;
import dev.waymark.server.content.diff.Differ;
import dev.waymark.server.content.diff.EnvironmentRename;
import dev.waymark.server.web.Problem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Decisions by name become choices of the differ by position; a name that no row has is refused. */
final class DecidedRows {
    private final Predecessor before;
    private final Module after;
    private final Decisions decisions;
    private final Map<Integer, Integer> pairs = new HashMap<>();
    private final Set<Integer> refused = new HashSet<>();
    private final Set<String> names = new HashSet<>();

    DecidedRows(Predecessor before, Module after, Decisions decisions) {
        this.before = before;
        this.after = after;
        this.decisions = decisions;
    }

    Choices choices() {
        if (decisions.nothing()) {
            return Choices.NONE;
        }
        Diff plain = Differ.diff(before.page(), after);
        plain.proposals().forEach(rename -> names.add(Comparison.id(rename)));
        Map<String, String> renames = plain.proposals().stream()
                .filter(rename -> decisions.confirm().contains(Comparison.id(rename)))
                .collect(Collectors.toMap(EnvironmentRename::from, EnvironmentRename::to));
        try {
            Diff renamed = Differ.diff(before.page(), after, new Choices(renames, Map.of(), Set.of()));
            renamed.rows().forEach(this::decide);
            refuseUnknown();
            return new Choices(renames, pairs, refused);
        } catch (IllegalArgumentException e) {
            throw Problem.badField("overrides", "Two old assets cannot both become the same new one.");
        }
    }

    private void decide(DiffRow row) {
        Placement old = row.before();
        if (old == null) {
            return;
        }
        String id = Comparison.rowId(before, row);
        names.add(id);
        boolean carry = decisions.carries(id, row.carried());
        String to = decisions.override(id).map(Decisions.RowDecision::to).orElse(null);
        Placement now = row.after();
        if (carry && to != null) {
            pairs.put(old.index(), newAsset(to));
        } else if (carry && !row.carried()) {
            if (now == null) {
                throw Problem.badField(
                        "confirm", "The asset " + id + " has no successor; say in an override which asset it is.");
            }
            pairs.put(old.index(), now.index());
        } else if (!carry && row.carried()) {
            refused.add(old.index());
        }
    }

    private int newAsset(String name) {
        int index = name.matches("new-\\d{1,5}") ? Integer.parseInt(name.substring(4)) : -1;
        if (index < 0 || index >= after.placements().size()) {
            throw Problem.badField("overrides", "This edition has no asset called " + name + ".");
        }
        return index;
    }

    private void refuseUnknown() {
        decisions.confirm().stream()
                .filter(id -> !names.contains(id))
                .findFirst()
                .ifPresent(id -> {
                    throw Problem.badField("confirm", "Nothing in this comparison is called " + id + ".");
                });
        decisions.overrides().stream()
                .filter(override -> !names.contains(override.id()))
                .findFirst()
                .ifPresent(override -> {
                    throw Problem.badField("overrides", "Nothing in this comparison is called " + override.id() + ".");
                });
    }
}
