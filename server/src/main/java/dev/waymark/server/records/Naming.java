package dev.waymark.server.records;

import java.util.Locale;
import java.util.Optional;

/** How a record's credential names its holder; the holder's choice. */
public enum Naming {
    NONE,
    NAME,
    /** By a salted hash: whoever knows the e-mail address can confirm it, nobody can read it. */
    EMAIL;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Naming> of(String text) {
        for (Naming naming : values()) {
            if (naming.text().equals(text)) {
                return Optional.of(naming);
            }
        }
        return Optional.empty();
    }
}
