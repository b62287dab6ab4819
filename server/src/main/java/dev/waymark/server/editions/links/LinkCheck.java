package dev.waymark.server.editions.links;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the last check of a link said.
 *
 * @param status of the last answer; null when there was none
 * @param failures in a row, the last check included
 */
public record LinkCheck(
        String url,
        Instant checkedAt,
        @Nullable Integer status,
        @Nullable String reason,
        int failures) {
    private static final int DEAD_AFTER = 2;

    /** Nothing is known of it: its site asks programs to stay away, or to come later. */
    public boolean unasked() {
        return failures == 0 && reason != null;
    }

    /** One failure may be a bad day of a server. */
    public boolean dead() {
        return failures >= DEAD_AFTER;
    }
}
