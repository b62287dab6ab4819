package dev.waymark.server.admin;

import dev.waymark.server.editions.Part;
import dev.waymark.server.web.ChoiceView;
import dev.waymark.server.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A module's versions, its completion rule, the parts it gives records for, its paths, what its services are called, and who counts as stalled. */
public record VersionsView(
        Page page,
        String modulesUrl,
        String title,
        String slug,
        List<Version> versions,
        List<ChoiceView> rules,
        String ruleAction,
        Part.Asked records,
        String recordsAction,
        List<Next> paths,
        String pathsAction,
        List<Alias> aliases,
        String aliasAction,
        int stalledDays,
        String stalledAction,
        String exports) {

    /** Where the path leads from an environment; {@code field} names it in the form. */
    public record Next(String field, String name, List<ChoiceView> choices) {}

    /** Which resource trains for a service. */
    public record Alias(String environment, String environmentName, String service, List<ChoiceView> choices) {}

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
