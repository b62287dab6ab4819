package dev.waymark.server.team;

import dev.waymark.server.web.ChoiceView;
import dev.waymark.server.web.Page;
import dev.waymark.server.web.PagingView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A team's progress: the strip, and learners × cells.
 *
 * @param due when the whole module is due; {@code dueUrl} is where that is set
 * @param verifyUrl where several learners are verified at once
 * @param liveUrl an event stream whose {@code cells} events carry {@code team/cells.jte}; {@code pollUrl} answers the same once
 */
public record TeamView(
        Page page,
        String context,
        String module,
        Strip strip,
        Filters filters,
        Sorting sorting,
        List<EnvironmentColumns> environments,
        List<Learner> learners,
        PagingView paging,
        String csvUrl,
        String xlsxUrl,
        @Nullable String liveUrl,
        @Nullable String pollUrl,
        @Nullable Roster roster,
        @Nullable Renewing renewing,
        @Nullable Due due,
        @Nullable String dueUrl,
        String verifyUrl) {

    /** Counts by where learners stand, each with the address of the table so filtered; overdue only where dates are. */
    public record Strip(
            Count finished,
            Count active,
            Count stalled,
            Count notStarted,
            @Nullable Count overdue) {
        public int learners() {
            return finished.learners() + active.learners() + stalled.learners() + notStarted.learners();
        }
    }

    public record Count(int learners, String url, boolean current) {}

    /** {@code kept} are further fields that the form carries. */
    public record Filters(
            String action,
            Map<String, String> kept,
            List<ChoiceView> groups,
            List<ChoiceView> statuses,
            List<ChoiceView> environments) {}

    /** The sorting in force and the addresses of the others. */
    public record Sorting(Order order, String nameUrl, String progressUrl, String activityUrl, String riskUrl) {}

    public enum Order {
        NAME,
        PROGRESS,
        ACTIVITY,
        RISK
    }

    public record EnvironmentColumns(
            String name, int line, @Nullable Due due, List<LevelColumn> levels) {}

    public record Due(String at, boolean overdue) {}

    public record LevelColumn(int level, String url) {}

    public record Learner(
            String id,
            @Nullable String name,
            String url,
            int percent,
            @Nullable String lastActivityAt,
            @Nullable String stalled,
            boolean overdue,
            boolean renewing,
            List<HeatView> cells) {}

    /** How many who had finished are asked for more; {@code by} when. */
    public record Renewing(int learners, @Nullable String by, boolean overdue) {}

    /** Why the roster may be incomplete. {@code refreshUrl} asks the LMS again. */
    public record Roster(
            @Nullable String readAt,
            @Nullable String failure,
            @Nullable String refreshUrl) {}
}
