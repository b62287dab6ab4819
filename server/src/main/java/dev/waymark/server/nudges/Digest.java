package dev.waymark.server.nudges;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one person is told: where something is left to do, and why now. */
public record Digest(Occasion occasion, List<Item> items) {
    private static final Duration SOON = Duration.ofDays(7);

    public enum Occasion {
        /** A course has it told once a week. */
        WEEK,
        /** Records are to be renewed. */
        RENEWAL
    }

    public enum Why {
        OVERDUE,
        DUE,
        STALLED,
        RENEW
    }

    /**
     * @param course where it is asked for; empty where that says nothing
     * @param day on which it is or was due; when they were last active for {@code STALLED}
     * @param nextUrl the training that would be next
     * @param note what an administrator says, or empty
     */
    public record Item(
            String course,
            String module,
            int percent,
            int open,
            Why why,
            LocalDate day,
            @Nullable String nextTitle,
            @Nullable String nextUrl,
            String note) {}

    /** When something is said about an unfinished module; empty when there is no hurry. */
    static Optional<Reason> reason(
            @Nullable Instant dueAt, @Nullable Instant lastActivityAt, int stalledDays, Instant now) {
        if (dueAt != null && dueAt.isBefore(now)) {
            return Optional.of(new Reason(Why.OVERDUE, dueAt));
        }
        if (dueAt != null && dueAt.isBefore(now.plus(SOON))) {
            return Optional.of(new Reason(Why.DUE, dueAt));
        }
        return lastActivityAt != null && lastActivityAt.isBefore(now.minus(Duration.ofDays(stalledDays)))
                ? Optional.of(new Reason(Why.STALLED, lastActivityAt))
                : Optional.empty();
    }

    record Reason(Why why, Instant at) {}
}
