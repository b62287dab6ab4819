package dev.waymark.server.team;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One learner of a team.
 *
 * @param cells completed assets by cell index
 * @param renewing whether they had finished before this cycle, and are asked for more
 * @param overdue whether the module, or an environment, was due and is not done
 * @param rank where the sorting in force puts them, before their name
 * @param sortName the name as it is sorted by
 */
record Member(
        UUID id,
        @Nullable String name,
        int[] cells,
        int percent,
        Status status,
        boolean renewing,
        boolean overdue,
        @Nullable Instant lastActivityAt,
        long rank,
        String sortName) {

    boolean stalled() {
        return status == Status.STALLED;
    }

    Cursor cursor(int position) {
        return new Cursor(rank, sortName, id, position, false);
    }

    Cursor cursorBack(int position) {
        return new Cursor(rank, sortName, id, position, true);
    }
}
