package dev.waymark.server.content.diff;

import java.util.List;
import java.util.Map;

/**
 * What an edition changes: a row for each asset of the new edition in its order, then the old ones without successor.
 *
 * @param proposals environments that an admin may confirm as renamed
 * @param renames those that were
 */
public record Diff(
        List<DiffRow> rows, List<EnvironmentRename> proposals, Map<String, String> renames, Revision revision) {
    public Diff {
        rows = List.copyOf(rows);
        proposals = List.copyOf(proposals);
        renames = Map.copyOf(renames);
    }

    public List<DiffRow> of(Kind kind) {
        return rows.stream().filter(row -> row.kind() == kind).toList();
    }

    public List<DiffRow> with(Change change) {
        return rows.stream().filter(row -> row.changes().contains(change)).toList();
    }

    public List<DiffRow> carried() {
        return rows.stream().filter(DiffRow::carried).toList();
    }

    public List<DiffRow> untouched() {
        return rows.stream().filter(DiffRow::untouched).toList();
    }
}
