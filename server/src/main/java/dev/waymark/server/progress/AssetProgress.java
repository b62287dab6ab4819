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
        @Nullable String evidence,
        @Nullable String verifiedReason) {

    static AssetProgress untouched(UUID asset) {
        return new AssetProgress(asset, AssetState.NONE, null, null, null, null, null);
    }
}
