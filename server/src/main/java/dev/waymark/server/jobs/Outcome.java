package dev.waymark.server.jobs;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How an attempt at a job ended. */
public sealed interface Outcome {

    /** Done; the note says what was sent, for the ledger. */
    record Delivered(String note) implements Outcome {}

    /** Not now: again after the delay, or after the back-off where there is none. */
    record Again(String reason, @Nullable Duration delay) implements Outcome {}

    /** Never: trying again would not help. */
    record Failed(String reason) implements Outcome {}
}
