package dev.waymark.server.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A claimed row of the outbox.
 *
 * @param attempts how often it was claimed, this time included
 */
public record Job(
        UUID id,
        String kind,
        String key,
        @Nullable UUID learner,
        @Nullable UUID subject,
        @Nullable UUID registration,
        JsonNode body,
        int attempts) {}
