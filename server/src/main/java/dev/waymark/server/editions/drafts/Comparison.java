package dev.waymark.server.editions.drafts;

import dev.waymark.server.content.Module;
import dev.waymark.server.content.Placement;
import dev.waymark.server.content.diff.Choices;
import dev.waymark.server.content.diff.Diff;
import dev.waymark.server.content.diff.DiffRow;
import dev.waymark.server.content.diff.Differ;
import dev.waymark.server.content.diff.EnvironmentRename;
import dev.waymark.server.content.diff.PermanentIds;
import dev.waymark.server.content.diff.Revision;
import dev.waymark.server.web.Ids;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A draft beside its predecessor, under an administrator's decisions.
 *
 * @param ids the permanent ids of the draft's assets, in page order
 * @param fresh those that no earlier version had
 */
public record Comparison(Predecessor before, Module after, Diff diff, List<UUID> ids, Set<UUID> fresh) {

    public static Comparison of(Predecessor before, Module after, Decisions decisions) {
        Choices choices = new DecidedRows(before, after, decisions).choices();
        Diff diff = Differ.diff(before.page(), after, choices);
        Set<UUID> fresh = new HashSet<>();
        List<UUID> ids = PermanentIds.assign(diff, before.assets(), before.known(), () -> {
            UUID id = Ids.timeOrdered();
            fresh.add(id);
            return id;
        });
        return new Comparison(before, after, diff, ids, fresh);
    }

    /** How the API and the pages name a row. */
    public String id(DiffRow row) {
        return rowId(before, row);
    }

    static String rowId(Predecessor before, DiffRow row) {
        Placement old = row.before();
        Placement now = row.after();
        if (old != null) {
            return before.assets().get(old.index()).toString();
        }
        return now == null ? "" : "new-" + now.index();
    }

    public static String id(EnvironmentRename rename) {
        return "rename:" + rename.from() + ">" + rename.to();
    }

    public boolean first() {
        return before.version() == null;
    }

    /** Whether only the text changes: then the version stays, with another revision. */
    public boolean cosmetic() {
        return diff.revision() != Revision.VERSION && diff.rows().stream().allMatch(DiffRow::carried);
    }

    /** By the position of an asset, why ticks made before count for it. */
    public Map<Integer, String> reasons() {
        Map<Integer, String> reasons = new HashMap<>();
        for (DiffRow row : diff.rows()) {
            Placement now = row.after();
            if (now != null && row.carried()) {
                UUID id = ids.get(now.index());
                String reason = cosmetic() ? before.carried().get(id) : row.reason();
                if (reason != null) {
                    reasons.put(now.index(), reason);
                }
            } else if (now != null && !fresh.contains(ids.get(now.index()))) {
                reasons.put(now.index(), "it came back, same link");
            }
        }
        return reasons;
    }
}
