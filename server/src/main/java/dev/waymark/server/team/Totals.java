package dev.waymark.server.team;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a team stands.
 *
 * @param matching how many the filter lets through
 * @param percentSum of all, for their average
 * @param renewing how many had finished before this cycle and are asked for more
 * @param stale how many figures were counted for another edition than the one asked about
 * @param newestBasis the newest edition that any figure was counted for
 * @param days without activity after which somebody unfinished is stalled
 * @param overdue how many have not done what was due
 * @param dueAt when the whole module is due
 */
record Totals(
        int learners,
        int finished,
        int active,
        int stalled,
        int notStarted,
        int overdue,
        int matching,
        long percentSum,
        int renewing,
        int stale,
        int newestBasis,
        int days,
        @Nullable Instant dueAt) {

    int percent() {
        return learners == 0 ? 0 : (int) (percentSum / learners);
    }

    int of(Wanted wanted) {
        return switch (wanted) {
            case FINISHED -> finished;
            case ACTIVE -> active;
            case STALLED -> stalled;
            case NOT_STARTED -> notStarted;
            case OVERDUE -> overdue;
        };
    }
}
