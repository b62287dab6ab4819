package dev.waymark.server.records.ledger;

import dev.waymark.server.records.CompletionRecord;
import dev.waymark.server.records.Naming;
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

    /**
     * The stored credential.
     *
     * @param capability its public address
     * @param list the status list that it stands in
     * @param shared whether its address works
     * @param corrected the holder's name where it was put right
     */
    public record Signed(
            UUID id,
            String capability,
            int list,
            boolean shared,
            Naming naming,
            @Nullable String corrected,
            String jwt,
            String jsonLd) {}

    /** The holder's name as of when the record was earned, or as it was put right since. */
    public @Nullable String holder() {
        return signed != null && signed.corrected() != null ? signed.corrected() : record.learnerName();
    }

    /** The holder's name where they wish it to be read. */
    public @Nullable String shownName() {
        return signed != null && signed.naming() == Naming.NAME ? holder() : null;
    }

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
