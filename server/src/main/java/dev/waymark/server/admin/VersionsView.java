package dev.waymark.server.admin;

import dev.waymark.server.web.ChoiceView;
import dev.waymark.server.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A module's versions, its completion rule and its paths. */
public record VersionsView(
        Page page,
        String modulesUrl,
        String title,
        String slug,
        List<Version> versions,
        List<ChoiceView> rules,
        String ruleAction,
        List<String> paths) {

    public record Version(
            int number,
            String publishedAt,
            @Nullable String publishedBy,
            String contentHash,
            int assets,
            int added,
            int removed,
            boolean current,
            String sourceUrl,
            @Nullable String rollbackAction) {}
}
