package dev.waymark.server.progress;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a learner stands after a change: the counts by cell, and the record if there is one.
 *
 * @param basis the edition the counts were made for; another than the caller's asks for a recount
 * @param changed false when the change was no change
 * @param issued true when this very change earned the record
 */
public record Standing(
        int basis,
        int[] cells,
        AssetState state,
        boolean changed,
        boolean issued,
        @Nullable Earned record) {

    Standing withCells(int[] counted, int countedFor) {
        return new Standing(countedFor, counted, state, changed, issued, record);
    }

    /**
     * A record in brief.
     *
     * @param version the module version that it is pinned to
     * @param event the newest thing that happened to it
     */
    public record Earned(
            UUID id,
            String code,
            Instant issuedAt,
            UUID version,
            int cycle,
            @Nullable String event) {

        public String status() {
            return event == null ? "valid" : event;
        }

        /** Whether it still says that its holder finished. */
        public boolean counts() {
            return event == null || event.equals("expired");
        }
    }
}
