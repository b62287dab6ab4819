package dev.waymark.server.team;

import dev.waymark.server.editions.Edition;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A team's learners with their figures: one statement for a page and the totals of all. */
final class TeamStore {

    private static final String FIND = """
            select id, coalesce(title, label) as title, platform_id, deployment_id, roster_at, roster_error
            from context where id = $1
            """;

    Future<Optional<Team>> find(SqlClient client, UUID context) {
        return client.preparedQuery(FIND).execute(Tuple.of(context)).map(rows -> first(rows, TeamStore::team));
    }

    private static Team team(Row row) {
        return new Team(
                row.getUUID("id"),
                row.getString("title"),
                row.getUUID("platform_id"),
                row.getString("deployment_id"),
                time(row, "roster_at"),
                row.getString("roster_error"),
                null);
    }

    private static final String ASKED = "$7::text is null or status = $7 or $7 = 'overdue' and overdue";

    private static final String PAGE = """
            , totals as (
              select count(*)::int as learners, count(*) filter (where status = 'finished')::int as finished,
                count(*) filter (where status = 'active')::int as active,
                count(*) filter (where status = 'stalled')::int as stalled,
                count(*) filter (where status = 'not-started')::int as not_started,
                count(*) filter (where overdue)::int as all_overdue,
                count(*) filter (where {asked})::int as matching,
                coalesce(sum(percent), 0)::bigint as percents,
                count(*) filter (where renewing)::int as all_renewing, count(*) filter (where stale)::int as stale, coalesce(max(basis), $4)::int as newest_basis,
                {days} as days, module_due($1, $2) as due_at
              from ranked
            ), page as materialized (
              select id, sort_name, percent, status, renewing, overdue, last_activity_at, rank from ranked
              where ({asked})
                and ($10::uuid is null or (rank, sort_name, id) {beyond} ($8::bigint, $9::text, $10))
              order by rank {way}, sort_name {way}, id {way} limit 51
            )
            select t.*, r.*, l.name, s.cells from totals t left join page r on true
            {shown} order by r.rank {way}, r.sort_name {way}, r.id {way}
            """;

    Future<TeamPage> page(SqlClient client, Team team, Edition edition, TeamFilter filter) {
        return client.preparedQuery(pageSql(edition, filter))
                .execute(pageValues(team, edition, filter))
                .map(rows -> page(rows, team, edition, filter));
    }

    static String pageSql(Edition edition, TeamFilter filter) {
        boolean back = filter.after() != null && filter.after().back();
        return MemberSql.ranked(edition, filter.order())
                + PAGE.replace("{asked}", ASKED)
                        .replace("{beyond}", back ? "<" : ">")
                        .replace("{way}", back ? "desc" : "asc")
                        .replace("{shown}", MemberSql.SHOWN)
                        .replace("{days}", MemberSql.days());
    }

    static Tuple pageValues(Team team, Edition edition, TeamFilter filter) {
        Cursor cursor = filter.after();
        return values(team, edition, filter)
                .addValue(cursor == null ? null : cursor.rank())
                .addValue(cursor == null ? null : cursor.sortName())
                .addValue(cursor == null ? null : cursor.id());
    }

    private static Tuple values(Team team, Edition edition, TeamFilter filter) {
        List<UUID> mentees = team.mentees();
        return Tuple.of(team.context(), edition.moduleId(), edition.cycle(), edition.basis())
                .addValue(mentees == null ? null : mentees.toArray(UUID[]::new))
                .addValue(filter.group())
                .addValue(filter.status() == null ? null : filter.status().text());
    }

    private static TeamPage page(RowSet<Row> rows, Team team, Edition edition, TeamFilter filter) {
        Totals totals = totals(rows.iterator().next());
        List<Member> members = new ArrayList<>(StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getUUID("id") != null)
                .map(row -> member(row, edition))
                .toList());
        boolean more = members.size() > TeamPage.SIZE;
        if (more) {
            members.remove(members.size() - 1);
        }
        Cursor cursor = filter.after();
        if (cursor != null && cursor.back()) {
            Collections.reverse(members);
            int before = Math.max(0, cursor.position() - members.size());
            return new TeamPage(team, edition, filter, totals, members, before, more, true);
        }
        int before = cursor == null ? 0 : cursor.position();
        boolean moreBefore = cursor != null && !members.isEmpty();
        return new TeamPage(team, edition, filter, totals, members, before, moreBefore, more);
    }

    private static Totals totals(Row row) {
        return new Totals(
                row.getInteger("learners"),
                row.getInteger("finished"),
                row.getInteger("active"),
                row.getInteger("stalled"),
                row.getInteger("not_started"),
                row.getInteger("all_overdue"),
                row.getInteger("matching"),
                row.getLong("percents"),
                row.getInteger("all_renewing"),
                row.getInteger("stale"),
                row.getInteger("newest_basis"),
                row.getInteger("days"),
                time(row, "due_at"));
    }

    static Member member(Row row, Edition edition) {
        Short[] cells = row.getArrayOfShorts("cells");
        return new Member(
                row.getUUID("id"),
                row.getString("name"),
                cells == null
                        ? edition.waivedByCell()
                        : Arrays.stream(cells).mapToInt(Short::intValue).toArray(),
                row.getInteger("percent"),
                Status.valueOf(row.getString("status").replace('-', '_').toUpperCase(Locale.ROOT)),
                row.getBoolean("renewing"),
                row.getBoolean("overdue"),
                time(row, "last_activity_at"),
                row.getLong("rank"),
                row.getString("sort_name"));
    }

    private static final String THESE = "select r.*, l.name, s.cells from ranked r" + MemberSql.SHOWN;

    private static final String EVERYBODY = THESE + "where (" + ASKED + ") order by r.rank, r.sort_name, r.id";

    private static final int AT_ONCE = 500;

    /** Everybody whom the filter lets through, some at a time; the caller's transaction keeps it one moment. */
    Future<Void> everybody(
            SqlConnection connection,
            Team team,
            Edition edition,
            TeamFilter filter,
            Function<List<Member>, Future<Void>> taker) {
        return connection
                .prepare(MemberSql.ranked(edition, filter.order()) + EVERYBODY)
                .compose(statement -> rest(statement.cursor(values(team, edition, filter)), edition, taker));
    }

    private static Future<Void> rest(
            io.vertx.sqlclient.Cursor rows, Edition edition, Function<List<Member>, Future<Void>> taker) {
        return rows.read(AT_ONCE).compose(read -> {
            List<Member> members = StreamSupport.stream(read.spliterator(), false)
                    .map(row -> member(row, edition))
                    .toList();
            return taker.apply(members).compose(taken -> rows.hasMore() ? rest(rows, edition, taker) : rows.close());
        });
    }

    /** The learners of the team among these. */
    Future<List<Member>> among(SqlClient client, Team team, Edition edition, List<UUID> learners) {
        UUID[] these = learners.stream().filter(team::shows).toArray(UUID[]::new);
        Tuple values = Tuple.of(team.context(), edition.moduleId(), edition.cycle(), edition.basis())
                .addValue(these)
                .addValue(null);
        return client.preparedQuery(MemberSql.ranked(edition, TeamView.Order.NAME) + THESE)
                .execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> member(row, edition))
                        .toList());
    }

    private static final String STALE = """
            select s.learner_id from membership m join summary s on s.learner_id = m.learner_id and s.module_id = $2
            where m.context_id = $1 and s.basis < $3 order by 1 limit $4
            """;

    /** Some members whose summary was counted for an earlier edition. */
    Future<List<UUID>> stale(SqlClient client, Team team, Edition edition, int limit) {
        return client.preparedQuery(STALE)
                .execute(Tuple.of(team.context(), edition.moduleId(), edition.basis(), limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID(0))
                        .toList());
    }

    private static final String GROUPS =
            "select group_id, name from context_group where context_id = $1 order by lower(name), group_id limit 500";

    Future<List<Group>> groups(SqlClient client, Team team) {
        return client.preparedQuery(GROUPS)
                .execute(Tuple.of(team.context()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Group(row.getString("group_id"), row.getString("name")))
                        .toList());
    }

    record Group(String id, String name) {}

    static @Nullable Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> map) {
        return StreamSupport.stream(rows.spliterator(), false).map(map).findFirst();
    }
}
