package dev.waymark.server.team;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The people of a context as one person may see them.
 *
 * @param mentees the only learners a mentor sees; null = everybody
 * @param rosterAt when the LMS last handed over the roster
 */
public record Team(
        UUID context,
        @Nullable String title,
        @Nullable UUID platform,
        String deployment,
        @Nullable Instant rosterAt,
        @Nullable String rosterError,
        @Nullable List<UUID> mentees) {

    public String name() {
        return title == null ? "—" : title;
    }

    boolean shows(UUID learner) {
        return mentees == null || mentees.contains(learner);
    }

    Team onlyFor(List<UUID> learners) {
        return new Team(context, title, platform, deployment, rosterAt, rosterError, learners);
    }
}
