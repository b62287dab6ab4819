package dev.waymark.server.records;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One training asset of a record and why it counts.
 *
 * @param level 0 where the page gives no level
 * @param evidenceUrl only when the learner chose to publish it
 * @param verifiedBy who verified it, {@code verifiedIn} in which context
 */
public record AssetEvidence(
        UUID assetId,
        String environment,
        int level,
        String title,
        String url,
        String canonicalUrl,
        Instant completedAt,
        EvidenceKind kind,
        @Nullable String evidenceUrl,
        @Nullable String verifiedBy,
        @Nullable String verifiedIn) {}
