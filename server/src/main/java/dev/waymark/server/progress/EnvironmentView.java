package dev.waymark.server.progress;

import dev.waymark.server.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One environment: what it is, its resources by level, and the services without training.
 *
 * @param record of this environment alone, where the learner holds one
 * @param prose paragraphs of plain text
 * @param levels every level that occurs here, ascending; the columns of the table
 */
public record EnvironmentView(
        Page page,
        String module,
        String mapUrl,
        String name,
        @Nullable String row,
        @Nullable String column,
        int line,
        int completed,
        int total,
        @Nullable Earned record,
        @Nullable String summary,
        List<String> prose,
        List<Integer> levels,
        List<Resource> resources,
        List<String> servicesWithoutTraining,
        @Nullable Neighbour from,
        @Nullable Neighbour to,
        SummaryView header) {

    /**
     * A record of this environment.
     *
     * @param anew whether it is to be earned anew by ticking again what is ticked
     * @param by until when, if there is a day
     */
    public record Earned(
            String issuedAt,
            String recordsUrl,
            boolean anew,
            @Nullable String by) {}

    /** One entry for each of the page's levels, empty where nothing exists. */
    public record Resource(String name, List<Place> places) {}

    public record Place(int level, List<AssetView> assets) {}

    public record Neighbour(String name, String url) {}
}
