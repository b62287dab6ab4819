package dev.waymark.server.progress;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a learner says of one asset.
 *
 * @param note for the learner alone; null keeps what was there
 * @param evidence an http(s) link; null keeps what was there
 */
public record Tick(UUID learner, UUID launch, UUID asset, AssetState state, @Nullable String note, @Nullable String evidence) {}
