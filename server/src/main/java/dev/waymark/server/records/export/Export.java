package dev.waymark.server.records.export;

import dev.waymark.server.records.ledger.RecordFilter;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An export of records as it stands.
 *
 * @param askedByName null where the administrator has no name here
 * @param reason why it failed
 * @param records how many belong to it, {@code done} of which are written
 * @param bytes stored so far; the file is about as large
 * @param expiresAt when it is deleted
 */
record Export(
        UUID id,
        @Nullable String askedByName,
        Wish wish,
        State state,
        @Nullable Reason reason,
        int records,
        int done,
        int parts,
        long bytes,
        Instant createdAt,
        @Nullable Instant finishedAt,
        Instant expiresAt) {

    /**
     * What was asked for.
     *
     * @param certificates whether a ZIP holds certificates as PDF, too
     * @param locale the language of the certificates
     */
    record Wish(Form form, boolean certificates, Locale locale, RecordFilter filter) {
        static final int MOST_IN_CSV = 100_000;
        static final int MOST_IN_ZIP = 25_000;
        /** Certificates are drawn one by one, which takes the longest. */
        static final int MOST_WITH_CERTIFICATES = 5_000;

        /** How many records an export of this kind holds at the most. */
        int most() {
            return certificates ? MOST_WITH_CERTIFICATES : form == Form.CSV ? MOST_IN_CSV : MOST_IN_ZIP;
        }

        /** How many of them are written at a time. */
        int partSize() {
            return certificates ? 25 : 200;
        }
    }

    enum Form {
        /** One table. */
        CSV,
        /** The table and every credential in both of its forms. */
        ZIP
    }

    enum State {
        WAITING,
        RUNNING,
        READY,
        FAILED
    }

    enum Reason {
        /** A person was erased whose record it held, or who was searched for. */
        ERASED,
        /** A part could not be written, however often it was tried. */
        BROKEN
    }

    boolean atWork() {
        return state == State.WAITING || state == State.RUNNING;
    }

    /** Whether it can go on where it stopped. */
    boolean resumable() {
        return reason == Reason.BROKEN;
    }
}
