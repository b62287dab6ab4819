package dev.waymark.server.team;

import dev.waymark.server.progress.MarkView;
import dev.waymark.server.progress.RenewalView;
import dev.waymark.server.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One learner, for a manager: every asset, and verifying with a reason.
 *
 * @param verifyUrl takes {@code asset} (repeated), {@code reason} and {@code verified=true|false}; null for oneself
 */
public record LearnerView(
        Page page,
        String teamUrl,
        String context,
        @Nullable String name,
        int completed,
        int total,
        int percent,
        @Nullable String lastActivityAt,
        @Nullable String stalled,
        @Nullable String finishedAt,
        List<Environment> environments,
        @Nullable RenewalView renewal,
        @Nullable String verifyUrl) {

    public record Environment(String key, String name, int line, int completed, int total, List<Asset> assets) {}

    /** {@code note} only when the learner shared it. */
    public record Asset(
            String id,
            int level,
            String resource,
            String title,
            String url,
            MarkView state,
            @Nullable String at,
            @Nullable String note,
            @Nullable String evidenceUrl,
            @Nullable String evidenceHost,
            @Nullable String verifiedBy,
            @Nullable String carried) {}
}
