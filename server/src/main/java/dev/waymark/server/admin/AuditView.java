package dev.waymark.server.admin;

import dev.waymark.server.web.Page;
import dev.waymark.server.web.PagingView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who decided what, and when. */
public record AuditView(Page page, String action, String query, List<Entry> entries, PagingView paging) {
    public record Entry(
            String at,
            String who,
            String what,
            @Nullable String subject,
            @Nullable String detail) {}
}
