package dev.waymark.server.campaigns;

import dev.waymark.server.team.HolderStore;
import dev.waymark.server.web.Page;
import dev.waymark.server.web.PagingView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One campaign: how many have renewed, who has not, and what can be changed.
 *
 * @param day the deadline's, as it was chosen; empty without a deadline
 * @param notice why what was asked a moment ago was not done
 * @param open null once it was cancelled
 * @param deadlineAction null where the deadline cannot be moved any more
 * @param appealAction null where nothing can be said any more
 * @param cancelAction null where it was cancelled
 */
public record CampaignView(
        Page page,
        String backUrl,
        String module,
        CampaignsView.Row campaign,
        String message,
        String day,
        @Nullable String notice,
        HolderStore.Figures figures,
        List<FiguresView> lines,
        @Nullable Open open,
        @Nullable String deadlineAction,
        @Nullable String appealAction,
        @Nullable String cancelAction) {

    /** Who has not renewed yet, a page of them. */
    public record Open(List<Person> people, PagingView paging, String csvUrl) {}

    public record Person(
            @Nullable String name, List<String> contexts, int percent, String lastActivityAt, String standing) {}
}
