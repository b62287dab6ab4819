package dev.waymark.server.grades;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where one learner's score for one link goes, and what was sent there before.
 *
 * @param lineItem its address when the LMS or an earlier look-up told it
 * @param given whether the LMS itself named the line item
 * @param changedAt when the learner's progress last changed; null = never
 */
record Target(
        UUID learner,
        String sub,
        boolean testUser,
        UUID link,
        String linkId,
        @Nullable String linkTitle,
        @Nullable String environment,
        @Nullable Integer level,
        @Nullable URI lineItem,
        boolean given,
        @Nullable URI lineItems,
        List<String> scopes,
        UUID registration,
        String deployment,
        @Nullable Instant changedAt,
        @Nullable Sent last) {

    /**
     * The last score that was offered to the LMS.
     *
     * @param percent null when it is not known what the LMS made of it
     * @param at the time that it carried
     * @param takenAt when the LMS last took one
     * @param delivered whether the LMS took it
     */
    record Sent(
            @Nullable Integer percent, Instant at, @Nullable Instant takenAt, boolean delivered) {

        /** What the next score has to be newer than: some platforms compare with the time of arrival. */
        Instant newest() {
            return takenAt == null || takenAt.isBefore(at) ? at : takenAt;
        }
    }
}
