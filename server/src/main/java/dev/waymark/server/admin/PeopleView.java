package dev.waymark.server.admin;

import dev.waymark.server.web.Page;
import dev.waymark.server.web.PagingView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** People by name: their data to export or to erase. */
public record PeopleView(Page page, String action, String query, List<Person> people, PagingView paging) {
    public record Person(
            String id,
            @Nullable String name,
            String platform,
            List<String> contexts,
            @Nullable String lastSeenAt,
            int records,
            String exportUrl,
            String eraseAction) {}
}
