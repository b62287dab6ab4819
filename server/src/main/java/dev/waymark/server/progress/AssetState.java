package dev.waymark.server.progress;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far somebody is with a training asset; stored by ordinal. */
public enum AssetState {
    NONE,
    OPENED,
    COMPLETED,
    VERIFIED;

    public boolean done() {
        return this == COMPLETED || this == VERIFIED;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AssetState of(int ordinal) {
        return values()[ordinal];
    }

    /** A state that a learner can ask for. */
    static Optional<AssetState> asked(String text) {
        return Arrays.stream(values())
                .filter(state -> state != VERIFIED && state.text().equals(text))
                .findFirst();
    }
}
