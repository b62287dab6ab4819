package dev.waymark.server.editions;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What the current cycle asks of people who finished before it.
 *
 * @param policy what began the cycle; {@code KEEP} while the module is in its first
 * @param deadline when earlier records expire; null = they stand until a newer one is issued
 * @param recertified the newest cycle that asked for everything again, 0 = none did
 * @param since ticks made before do not count for whoever finished before that cycle; null while none asked
 * @param appeal what an administrator says to whom that cycle asks
 * @param changedAt when an administrator last changed the deadline or the appeal; null = as they were published
 */
public record Renewal(
        Policy policy,
        @Nullable Instant deadline,
        int recertified,
        @Nullable Instant since,
        Appeal appeal,
        @Nullable Instant changedAt) {
    public static final Renewal NONE = new Renewal(Policy.KEEP, null, 0, null, Appeal.NONE, null);

    /** As a parameter of a statement. */
    public @Nullable OffsetDateTime sinceInUtc() {
        return since == null ? null : since.atOffset(ZoneOffset.UTC);
    }
}
