package dev.waymark.server.content.diff;

import dev.waymark.server.content.Placement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One asset of the old edition, of the new one, or of both.
 *
 * @param carried whether a tick of the old asset counts for the new one
 * @param reason why it does, or why not
 */
public record DiffRow(
        Kind kind,
        @Nullable Placement before,
        @Nullable Placement after,
        Set<Change> changes,
        boolean carried,
        String reason) {
    public DiffRow {
        changes = Set.copyOf(changes);
    }

    /** Carried, and nothing that a learner would see is different. */
    public boolean untouched() {
        return kind == Kind.SAME && carried && Set.of(Change.LINK_REWRITTEN).containsAll(changes);
    }
}
