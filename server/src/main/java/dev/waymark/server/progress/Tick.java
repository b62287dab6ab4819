package dev.waymark.server.progress;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a learner says of one asset.
 *
 * @param note null keeps what was there
 * @param shareNote whether their managers may read the note too; null keeps what was there
 * @param evidence an http(s) link; null keeps what was there
 */
public record Tick(
        UUID learner,
        UUID launch,
        UUID asset,
        AssetState state,
        @Nullable String note,
        @Nullable Boolean shareNote,
        @Nullable String evidence) {}
