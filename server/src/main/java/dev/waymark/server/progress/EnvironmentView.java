package dev.waymark.server.progress;

import dev.waymark.server.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One environment: what it is, its resources by level, and the services without training.
 *
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
        @Nullable String summary,
        List<String> prose,
        List<Integer> levels,
        List<Resource> resources,
        List<String> servicesWithoutTraining,
        @Nullable Neighbour from,
        @Nullable Neighbour to,
        SummaryView header) {

    /** One entry for each of the page's levels, empty where nothing exists. */
    public record Resource(String name, List<Place> places) {}

    public record Place(int level, List<AssetView> assets) {}

    public record Neighbour(String name, String url) {}
}
