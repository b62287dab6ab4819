package dev.waymark.server.campaigns;

import dev.waymark.server.nudges.Hindrance;
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
 * @param reminders null where nobody is reminded any more, or there is no deadline to remind of
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
        @Nullable Reminders reminders,
        @Nullable String cancelAction) {

    /**
     * On which days before the deadline who has not renewed is reminded.
     *
     * @param hindrance why nothing can leave; null when it can
     * @param days numbers with commas between them
     * @param reachable how many can be reminded
     * @param askedAt when everybody was last reminded at once
     * @param askAction reminds everybody now; null while nothing can leave
     */
    public record Reminders(
            @Nullable Hindrance hindrance,
            String days,
            int reachable,
            int sent,
            @Nullable String askedAt,
            String daysAction,
            @Nullable String askAction) {}

    /** Who has not renewed yet, a page of them. */
    public record Open(List<Person> people, PagingView paging, String csvUrl) {}

    public record Person(
            @Nullable String name, List<String> contexts, int percent, String lastActivityAt, String standing) {}
}
