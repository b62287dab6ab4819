package dev.waymark.server.team;

import dev.waymark.server.editions.Cell;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.progress.AssetState;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What stands behind a team's figures: single assets, gaps, and how it came about. */
final class InsightStore {

    private static final String ASSETS = """
            select p.asset_id, count(*) filter (where p.state > 0)::int as opened,
              count(*) filter (where p.state > 1 and not lapsed)::int as completed,
              count(*) filter (where p.state = 3 and not lapsed)::int as verified
            from ranked r join progress p on p.learner_id = r.id
            cross join lateral (select coalesce(p.completed_at < r.since, false) as lapsed) l
            where p.module_id = $2 and ($7::uuid[] is null or p.asset_id = any($7)) group by 1
            """;

    /** How many of the team opened, completed, had verified each asset; of all assets when none are named. */
    Future<Map<UUID, Count>> assets(SqlClient client, Team team, Edition edition, UUID @Nullable [] assets) {
        return query(client, ASSETS, team, edition, assets)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(InsightStore::count)
                        .collect(Collectors.toMap(Count::asset, Function.identity())));
    }

    record Count(UUID asset, int opened, int completed, int verified) {}

    private static Count count(Row row) {
        return new Count(
                row.getUUID("asset_id"),
                row.getInteger("opened"),
                row.getInteger("completed"),
                row.getInteger("verified"));
    }

    /* What lapsed is as good as opened, as the learner's own page has it. */
    private static final String STATES = """
            select p.learner_id, p.asset_id, case when p.state > 1 and p.completed_at < s.since then 1 else p.state end as state
            from progress p left join summary s on s.learner_id = p.learner_id and s.module_id = p.module_id
            where p.learner_id = any($1) and p.asset_id = any($2)
            """;

    /** The states of some assets for some learners; what is missing was never opened. */
    Future<Map<UUID, Map<UUID, AssetState>>> states(SqlClient client, List<UUID> learners, List<UUID> assets) {
        return client.preparedQuery(STATES)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(learners.toArray(UUID[]::new))
                        .addArrayOfUUID(assets.toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, Map<UUID, AssetState>> states = new HashMap<>();
                    rows.forEach(row -> states.computeIfAbsent(row.getUUID(0), id -> new HashMap<>())
                            .put(row.getUUID(1), AssetState.values()[row.getInteger(2)]));
                    return states;
                });
    }

    private static final String PLACES = """
            select l.id, c.path, array(select asset_id from progress p
              where p.learner_id = l.id and p.module_id = $2 and p.state > 1 and (s.since is null or p.completed_at >= s.since)
              union all select unnest(s.covered)) as done
            from unnest($1::uuid[]) l(id) left join summary s on s.learner_id = l.id and s.module_id = $2
            left join learner_choice c on c.learner_id = l.id and c.module_id = $2
            """;

    /** What some learners have done, and the path they chose. */
    Future<Map<UUID, Place>> places(SqlClient client, Edition edition, List<UUID> learners) {
        return client.preparedQuery(PLACES)
                .execute(Tuple.of(learners.toArray(UUID[]::new), edition.moduleId()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toMap(
                                row -> row.getUUID("id"),
                                row -> new Place(row.getString("path"), Set.of(row.getArrayOfUUIDs("done"))))));
    }

    record Place(@Nullable String path, Set<UUID> done) {}

    private static final String GAP = """
            select r.id, l.name, {from} as done, count(*) over ()::int as everybody from ranked r {shown}
            where s.cells is not null and 100 * ({from}) >= $7 * {required} and ({to}) = {nothing}
            order by done desc, r.sort_name, r.id limit 50
            """;

    /** People with at least so many percent of one environment and nothing of another. */
    Future<Gap> gap(SqlClient client, Team team, Edition edition, String from, String to, int percent) {
        int[] waived = edition.waivedByCell();
        int nothing = edition.cells().stream()
                .filter(cell -> cell.environment().equals(to))
                .mapToInt(cell -> waived[cell.index()])
                .sum();
        String sql = GAP.replace("{shown}", MemberSql.SHOWN)
                .replace("{from}", sum(edition, from))
                .replace("{to}", sum(edition, to))
                .replace("{required}", Integer.toString(total(edition, from)))
                .replace("{nothing}", Integer.toString(nothing));
        return query(client, sql, team, edition, percent).map(rows -> {
            List<Strong> people = StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> new Strong(row.getUUID("id"), row.getString("name"), row.getInteger("done")))
                    .toList();
            int everybody = people.isEmpty() ? 0 : rows.iterator().next().getInteger("everybody");
            return new Gap(everybody, people);
        });
    }

    record Gap(int learners, List<Strong> people) {}

    record Strong(UUID id, @Nullable String name, int done) {}

    private static String sum(Edition edition, String environment) {
        return edition.cells().stream()
                .filter(cell -> cell.environment().equals(environment))
                .map(cell -> "s.cells[" + (cell.index() + 1) + "]::int")
                .collect(Collectors.joining(" + ", "0 + ", ""));
    }

    static int total(Edition edition, String environment) {
        return edition.cells().stream()
                .filter(cell -> cell.environment().equals(environment))
                .mapToInt(Cell::total)
                .sum();
    }

    /** Everything that the team has done, by cell. */
    Future<long[]> cells(SqlClient client, Team team, Edition edition) {
        int[] waived = edition.waivedByCell();
        String sums = edition.cells().stream()
                .map(cell -> "coalesce(sum(coalesce(s.cells[" + (cell.index() + 1) + "], " + waived[cell.index()]
                        + ")), 0)::bigint")
                .collect(Collectors.joining(", "));
        return query(
                        client,
                        "select array[" + sums + "]::bigint[] as sums from ranked r" + MemberSql.SHOWN,
                        team,
                        edition,
                        null)
                .map(rows -> Arrays.stream(rows.iterator().next().getArrayOfLongs("sums"))
                        .mapToLong(Long::longValue)
                        .toArray());
    }

    private static final String DAYS = """
            , done as (
              select (p.completed_at at time zone 'UTC')::date as day, count(*)::int as n
              from ranked r join progress p on p.learner_id = r.id
              where p.module_id = $2 and p.state > 1 and p.completed_at >= $7::date group by 1
            ), earned as (
              select (x.issued_at at time zone 'UTC')::date as day, count(*)::int as n
              from ranked r join record x on x.learner_id = r.id
              where x.module_id = $2 and x.part is null and x.issued_at >= $7::date group by 1
            )
            select coalesce(d.day, e.day) as day, coalesce(d.n, 0) as completions, coalesce(e.n, 0) as records
            from done d full join earned e on e.day = d.day order by 1
            """;

    /** Completions and records by day (UTC) since a day; days without either are left out. */
    Future<List<Day>> days(SqlClient client, Team team, Edition edition, LocalDate since) {
        return query(client, DAYS, team, edition, since)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Day(
                                row.getLocalDate("day"), row.getInteger("completions"), row.getInteger("records")))
                        .toList());
    }

    record Day(LocalDate day, int completions, int records) {}

    private static final String VERSIONS = """
            select number, published_at from module_version
            where module_id = $1 and number is not null and published_at is not null order by number
            """;

    Future<List<Published>> versions(SqlClient client, Edition edition) {
        return client.preparedQuery(VERSIONS)
                .execute(Tuple.of(edition.moduleId()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Published(
                                row.getInteger("number"),
                                row.getOffsetDateTime("published_at").toInstant()))
                        .toList());
    }

    record Published(int number, Instant at) {}

    private static Future<RowSet<Row>> query(
            SqlClient client, String sql, Team team, Edition edition, @Nullable Object last) {
        List<UUID> mentees = team.mentees();
        Tuple values = Tuple.of(team.context(), edition.moduleId(), edition.cycle(), edition.basis())
                .addValue(mentees == null ? null : mentees.toArray(UUID[]::new))
                .addValue(null);
        if (sql.contains("$7")) {
            values.addValue(last);
        }
        return client.preparedQuery(MemberSql.ranked(edition, TeamView.Order.NAME) + sql)
                .execute(values);
    }
}
