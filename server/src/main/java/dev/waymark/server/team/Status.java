package dev.waymark.server.team;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a learner stands: each has exactly one; {@code OVERDUE} is asked for alone, and goes with all but the first. */
enum Status {
    FINISHED,
    ACTIVE,
    STALLED,
    NOT_STARTED,
    OVERDUE;

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Status> of(String text) {
        return Arrays.stream(values())
                .filter(status -> status.text().equals(text))
                .findFirst();
    }
}
