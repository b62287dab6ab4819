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
    /**
     * @param signedSince how many credentials that are still given out a lost key signed since it was lost
     * @param renewAction signs them again; null where there are none
     */
    public record Key(
            String kid,
            Use use,
            State state,
            String since,
            long signedSince,
            @Nullable String renewAction) {}

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
