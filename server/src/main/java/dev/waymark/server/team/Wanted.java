package dev.waymark.server.team;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whom a team's filter asks for: those of one {@link Status}, or the overdue, whatever theirs is. */
enum Wanted {
    FINISHED,
    ACTIVE,
    STALLED,
    NOT_STARTED,
    OVERDUE;

    /** As addresses and the API write it. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Wanted> of(String text) {
        return Arrays.stream(values())
                .filter(wanted -> wanted.text().equals(text))
                .findFirst();
    }
}
