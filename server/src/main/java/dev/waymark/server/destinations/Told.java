package dev.waymark.server.destinations;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing to tell, as the statement that made it happen noted it.
 *
 * @param row of the outbox
 * @param id names the statement or message: the same in every attempt, and when somebody has it sent again
 * @param sub what the LMS calls the learner; null where the message is about nobody
 */
record Told(
        UUID row,
        UUID id,
        Happening event,
        Instant at,
        JsonNode about,
        @Nullable UUID learner,
        @Nullable String sub,
        @Nullable String issuer) {
    private static final String ERASED = "erased:";

    /** The learner was there and is erased by now. */
    boolean ofNobody() {
        return learner != null && (sub == null || sub.startsWith(ERASED));
    }

    String text(String field) {
        return about.path(field).asText("");
    }
}
