package dev.waymark.server.admin;

import dev.waymark.server.web.ChoiceView;
import dev.waymark.server.web.Page;
import dev.waymark.server.web.PagingView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last launches, accepted and refused. */
public record LaunchesView(
        Page page,
        String action,
        List<ChoiceView> registrations,
        List<ChoiceView> outcomes,
        List<Row> rows,
        PagingView paging) {

    public record Row(
            String at,
            String platform,
            @Nullable String deployment,
            boolean accepted,
            @Nullable String reason,
            @Nullable String cookies,
            String reference,
            String url) {}
}
