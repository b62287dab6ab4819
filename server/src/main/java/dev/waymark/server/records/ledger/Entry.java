package dev.waymark.server.records.ledger;

import dev.waymark.server.records.CompletionRecord;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record with what stands beside it.
 *
 * @param signed null until its credential was signed
 * @param event the newest event: revoked, superseded, expired or withdrawn
 */
public record Entry(
        CompletionRecord record,
        @Nullable Signed signed,
        @Nullable Event event,
        Line line) {

    /** The stored credential, and whether its public address works and names the learner. */
    public record Signed(String jwt, String jsonLd, boolean shared, boolean named) {}

    /**
     * The records of the same learner and module before and after this one.
     *
     * @param newerCode only while the newer one is shared: whoever holds this record's code may not hold that one's
     */
    public record Line(
            @Nullable UUID older,
            @Nullable UUID newer,
            @Nullable String newerCode) {}

    /** Something that happened to a record after it was issued. */
    public record Event(String kind, String reason, Instant at) {}
}
