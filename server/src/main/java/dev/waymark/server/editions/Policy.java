package dev.waymark.server.editions;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a new version asks of people who have already finished. */
public enum Policy {
    /** Nothing: they are measured against their record's version. */
    KEEP,
    /** What was added or replaced, for a renewed record. */
    TOP_UP,
    /** A new cycle, by a date. */
    RECERTIFY;

    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Policy> of(String text) {
        return Arrays.stream(values())
                .filter(policy -> policy.text().equals(text))
                .findFirst();
    }
}
