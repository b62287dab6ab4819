package dev.waymark.server.team;

import dev.waymark.server.progress.MarkView;
import dev.waymark.server.web.Page;
import dev.waymark.server.web.PagingView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One cell of the matrix for a team: its assets with totals, and who has done which. */
public record CellView(
        Page page,
        String teamUrl,
        String environment,
        int line,
        int level,
        int learners,
        List<Asset> assets,
        List<Row> rows,
        PagingView paging) {

    public record Asset(String title, String resource, String url, int opened, int completed, int verified) {}

    /** One mark for each asset. */
    public record Row(@Nullable String name, String url, List<MarkView> marks) {}
}
