package dev.waymark.server.team;

import java.util.Locale;

/** Where a learner stands: each has exactly one. */
enum Status {
    FINISHED,
    ACTIVE,
    STALLED,
    NOT_STARTED;

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
