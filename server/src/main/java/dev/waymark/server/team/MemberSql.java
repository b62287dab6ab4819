package dev.waymark.server.team;

import dev.waymark.server.editions.Cell;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.ModuleSettings;
import dev.waymark.server.progress.Measure;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What statements over a team's learners have in common. The percentage is written out for the edition's rule. */
final class MemberSql {

    /** What {@link Measure#finished()} says: whoever holds a record of the present cycle has all of it. */
    static final String HOLDS = "s.record_cycle >= $3";

    /** Memberships of people who were test users once are nobody's figures. */
    static final String REAL = "m.learner_id not in (select id from learner where test_user)";

    private static final String DAYS = "(select coalesce((settings ->> 'stalledDays')::int, "
            + ModuleSettings.STALLED_DAYS + ") from module where id = $2)";

    /*
     * $1 context, $2 module, $3 cycle, $4 basis, $5 the only learners or null, $6 group or null. Neither names nor
     * cells are carried along: who shows some rows of `ranked` joins them to these.
     */
    private static final String TEAM = """
            with team as (
              select m.learner_id as id, m.sort_name, s.basis, s.last_activity_at, s.since,
                case when {holds} then 100 else {percent} end as percent, coalesce(s.record_cycle < $3, false) as renewing,
                {late} as late
              from membership m left join summary s on s.learner_id = m.learner_id and s.module_id = $2
              where m.context_id = $1 and m.learns and {real} and ($5::uuid[] is null or m.learner_id = any($5))
                and ($6::text is null or $6 = any(m.group_ids)) offset 0
            ), standing as (
              select t.*, case when percent = 100 then 'finished' when basis is null then 'not-started'
                when last_activity_at < (select now() - make_interval(days => {days})) then 'stalled' else 'active' end as status
              from team t
            ), ranked as materialized (
              select p.*, status <> 'finished' and late as overdue, basis <> $4::int as stale, {rank}::bigint as rank from standing p
            )
            """;

    /** The name and the cells of rows `r` of `ranked`. */
    static final String SHOWN = """
             left join learner l on l.id = r.id left join summary s on s.learner_id = r.id and s.module_id = $2
            """;

    private MemberSql() {}

    static String ranked(Edition edition, TeamView.Order order) {
        return TEAM.replace("{holds}", HOLDS)
                .replace("{real}", REAL)
                .replace("{percent}", percent(edition))
                .replace("{late}", late(edition))
                .replace("{days}", DAYS)
                .replace("{rank}", rank(order));
    }

    static String days() {
        return DAYS;
    }

    private static String rank(TeamView.Order order) {
        return switch (order) {
            case NAME -> "0";
            case PROGRESS -> "-percent";
            case ACTIVITY -> "-coalesce(extract(epoch from last_activity_at) * 1000000, 0)";
            case RISK ->
                "case status when 'stalled' then 0 when 'not-started' then 1 when 'active' then 2 else 3 end"
                        + " * 100000000000000000 + coalesce(extract(epoch from last_activity_at) * 1000000, 0)";
        };
    }

    /** What {@link Measure#share()} says in percent, over {@code s.cells}. */
    static String percent(Edition edition) {
        List<String> ways =
                edition.alternatives().stream().map(way -> share(way, edition)).toList();
        return "greatest(" + String.join(", ", ways) + ")";
    }

    /** Whether the module, or an environment that is not done, was due before now. */
    private static String late(Edition edition) {
        return edition.module().environments().stream()
                .map(environment -> late(edition, environment.key()))
                .collect(Collectors.joining(" or ", "(coalesce((select module_due($1, $2) < now()), false) or ", ")"));
    }

    private static String late(Edition edition, String environment) {
        List<Cell> cells = edition.cells().stream()
                .filter(cell -> cell.environment().equals(environment))
                .toList();
        int[] waived = edition.waivedByCell();
        String done = cells.stream()
                .map(cell -> "coalesce(s.cells[" + (cell.index() + 1) + "]::int, " + waived[cell.index()] + ")")
                .collect(Collectors.joining(" + ", "0 + ", ""));
        int total = cells.stream().mapToInt(Cell::total).sum();
        return "(select exists (select from due_date where context_id = $1 and module_id = $2 and environment = '"
                + environment.replace("'", "''") + "' and due_at < now())) and " + done + " < " + total;
    }

    private static String share(int[] required, Edition edition) {
        int total = Arrays.stream(required).sum();
        if (total == 0) {
            return "0";
        }
        int[] waived = edition.waivedByCell();
        IntStream asked = IntStream.range(0, required.length).filter(cell -> required[cell] > 0);
        String done = total == edition.total()
                ? "s.completed"
                : asked.mapToObj(cell -> "s.cells[" + (cell + 1) + "]::int").collect(Collectors.joining(" + "));
        int nothing = IntStream.range(0, required.length)
                .filter(cell -> required[cell] > 0)
                .map(cell -> waived[cell])
                .sum();
        return "100 * coalesce(" + done + ", " + nothing + ") / " + total;
    }
}
