package dev.waymark.server.admin;

import dev.waymark.server.web.ChoiceView;
import dev.waymark.server.web.Page;
import dev.waymark.server.web.PagingView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ledger of everything sent outside. */
public record DeliveriesView(Page page, String action, List<ChoiceView> statuses, List<Row> rows, PagingView paging) {
    /** {@code reason}: why it waits or failed. */
    public record Row(
            String id,
            String kind,
            String target,
            String subject,
            Status status,
            int attempts,
            String at,
            @Nullable String nextAt,
            @Nullable String reason,
            @Nullable String replayAction) {}

    public enum Status {
        WAITING,
        SENT,
        FAILED
    }
}
