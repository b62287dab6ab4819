package dev.waymark.server.progress;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one learner did with one asset. */
public record AssetProgress(
        UUID asset,
        AssetState state,
        @Nullable Instant openedAt,
        @Nullable Instant completedAt,
        @Nullable String note,
        boolean noteShared,
        @Nullable String evidence,
        @Nullable Verification verification) {

    /** A manager's word that the learner did it. */
    public record Verification(
            Instant at,
            @Nullable String by,
            @Nullable String context,
            @Nullable String reason) {}

    static AssetProgress untouched(UUID asset) {
        return new AssetProgress(asset, AssetState.NONE, null, null, null, false, null, null);
    }
}
