package dev.waymark.server.admin;

import dev.waymark.server.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Signing keys and their rotation. */
public record KeysView(
        Page page,
        List<Key> keys,
        String rotateAction,
        String compromisedAction,
        @Nullable String problem,
        String jwksUrl) {
    public record Key(String kid, Use use, State state, String since) {}

    public enum Use {
        LAUNCHES,
        RECORDS
    }

    public enum State {
        NEXT,
        CURRENT,
        PREVIOUS,
        COMPROMISED
    }
}
