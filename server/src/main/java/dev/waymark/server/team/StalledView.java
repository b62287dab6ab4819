package dev.waymark.server.team;

import dev.waymark.server.nudges.Hindrance;
import dev.waymark.server.web.Page;
import dev.waymark.server.web.PagingView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who began, has not finished, and has not been active for {@code days} days. */
public record StalledView(
        Page page,
        String context,
        int days,
        List<Row> rows,
        PagingView paging,
        @Nullable Nudge nudge) {
    public record Row(
            @Nullable String name,
            String url,
            int percent,
            String lastActivityAt,
            int daysAgo,
            @Nullable String stoppedAt) {}

    /** The weekly digest; it is switched on where its preview stands. {@code hindrance} why none can be sent. */
    public record Nudge(boolean on, @Nullable Hindrance hindrance, String action, String previewUrl) {}
}
