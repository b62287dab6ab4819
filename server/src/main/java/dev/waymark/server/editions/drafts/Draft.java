package dev.waymark.server.editions.drafts;

import dev.waymark.server.content.Module;
import dev.waymark.server.content.reading.Finding;
import dev.waymark.server.editions.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An imported page, and what became of it.
 *
 * @param current the version that is current now; null before a module's first
 * @param basedOn the version that it was last compared with for somebody to see
 * @param number its version once it is published
 */
public record Draft(
        UUID id,
        UUID module,
        String slug,
        State state,
        Module page,
        List<Finding> findings,
        Decisions decisions,
        String contentHash,
        String sourceHash,
        @Nullable UUID current,
        @Nullable UUID basedOn,
        String origin,
        String createdBy,
        Instant createdAt,
        @Nullable Instant publishAt,
        Policy policy,
        @Nullable Instant deadline,
        @Nullable Integer number) {

    public enum State {
        DRAFT,
        SCHEDULED,
        PUBLISHED,
        CANCELLED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean waits() {
        return state == State.DRAFT || state == State.SCHEDULED;
    }

    /** Whether another version became current since somebody saw the comparison. */
    public boolean outdated() {
        return waits() && !Objects.equals(current, basedOn);
    }

    /** The decisions that still hold: those made beside another version are made anew. */
    public Decisions decided() {
        return outdated() ? Decisions.NONE : decisions;
    }

    /** What it is compared with: while it waits the current version, afterwards the one that it replaced. */
    @Nullable
    UUID predecessor() {
        return waits() ? current : basedOn;
    }
}
