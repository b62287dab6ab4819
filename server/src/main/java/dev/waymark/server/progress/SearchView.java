package dev.waymark.server.progress;

import dev.waymark.server.web.ChoiceView;
import dev.waymark.server.web.Page;
import dev.waymark.server.web.PagingView;
import java.util.List;

/** Assets found by words, environment, level and state. */
public record SearchView(
        Page page,
        String action,
        String query,
        List<ChoiceView> environments,
        List<ChoiceView> levels,
        List<ChoiceView> states,
        List<Result> results,
        PagingView paging) {

    /** {@code placeUrl} leads to the asset's place on its environment's page. */
    public record Result(
            String title,
            String url,
            String host,
            String resource,
            String environment,
            int line,
            int level,
            MarkView state,
            String placeUrl) {}
}
