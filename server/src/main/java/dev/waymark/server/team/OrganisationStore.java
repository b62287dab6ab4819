package dev.waymark.server.team;

import dev.waymark.server.editions.Edition;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** All teams at once: totals by context, by platform and over all, in one statement. */
public final class OrganisationStore {

    /*
     * $1 platform or null, $2 module, $3 cycle, $4 basis, $5 deployment or null. A summary of an earlier edition
     * is counted anew from its ticks. Who learns in several contexts counts in each, and above them with the share
     * of one in each.
     */
    private static final String ROLL_UP = """
            with present as (
              select s.learner_id, s.cells, s.completed, s.last_activity_at from summary s where s.module_id = $2 and s.basis = $4
              union all
              select s.learner_id, c.cells, (select sum(n)::int from unnest(c.cells) n), s.last_activity_at
              from summary s cross join lateral (
                select array_agg(n::smallint order by cell) as cells from (
                  select v.cell, count(*) filter (where p.state > 1 or v.asset_id = any($6::uuid[])) as n
                  from version_asset v left join progress p on p.learner_id = s.learner_id and p.asset_id = v.asset_id
                  where v.version_id = $7 group by v.cell) counted) c
              where s.module_id = $2 and (s.basis < $4 or s.basis > $4)
            ), place as (
              select id from context where platform_id = $1 and deployment_id = $5
            ), many as (
              select m.learner_id, count(*)::int as n from membership m
              where m.learns and ($1::uuid is null or m.context_id in (select id from place)) group by 1 having count(*) > 1
            ), standing as (
              select context_id, {totals} from (
                select m.context_id, y.n, s.last_activity_at, case when m.learner_id in (
            """ + MemberSql.HOLDERS + """
                  ) then 100 else {percent} end as percent
                from membership m
                left join many y on y.learner_id = m.learner_id
                left join present s on s.learner_id = m.learner_id
                where m.learns and m.learner_id not in (select id from learner where test_user)
                  and ($1::uuid is null or m.context_id in (select id from place)) offset 0) member
              cross join (select now() - make_interval(days => {days}) as line) stalled group by context_id
            ), placed as (
              select c.platform_id, s.* from standing s join context c on c.id = s.context_id
            ), total as (
              select platform_id, context_id, learners, finished, active, stalled, not_started, percents from placed
              union all
              select platform_id, null, {sums} from placed group by grouping sets ((platform_id), ())
            )
            select t.*, coalesce(c.title, c.label) as title, coalesce(p.name, p.issuer) as platform
            from total t left join context c on c.id = t.context_id left join platform p on p.id = t.platform_id
            order by platform nulls first, t.platform_id nulls first, t.context_id is not null, lower(coalesce(c.title, c.label)),
              t.context_id
            """;

    private static final List<String> STANDINGS = List.of(
            "learners: true",
            "finished: percent = 100",
            "active: percent < 100 and last_activity_at >= line",
            "stalled: percent < 100 and last_activity_at < line",
            "not_started: percent < 100 and last_activity_at is null");

    /** How many in a context, and how much of that others count: who is in n contexts counts one n-th above them. */
    private static String totals() {
        return STANDINGS.stream()
                .map(standing -> standing.split(": "))
                .map(standing -> "count(*) filter (where " + standing[1] + ")::int as " + standing[0]
                        + ", coalesce(sum(1 - 1.0 / n) filter (where n is not null and " + standing[1] + "), 0) as "
                        + standing[0] + "_elsewhere")
                .collect(
                        Collectors.joining(
                                ", ",
                                "",
                                ", sum(percent)::bigint as percents,"
                                        + " coalesce(sum(percent * (1 - 1.0 / n)) filter (where n is not null), 0) as percents_elsewhere"));
    }

    private static String sums() {
        return STANDINGS.stream()
                .map(standing -> standing.split(": ")[0])
                .map(name -> "coalesce(round(sum(" + name + " - " + name + "_elsewhere)), 0)::int")
                .collect(Collectors.joining(
                        ", ", "", ", coalesce(round(sum(percents - percents_elsewhere)), 0)::bigint"));
    }

    /** @param platform with {@code deployment}, the only contexts to look at; null = all */
    public Future<List<Line>> rollUp(
            SqlClient client, Edition edition, @Nullable UUID platform, @Nullable String deployment) {
        Tuple values = Tuple.of(platform, edition.moduleId(), edition.cycle(), edition.basis())
                .addValue(deployment)
                .addArrayOfUUID(edition.waived().toArray(UUID[]::new))
                .addValue(edition.versionId());
        return client.preparedQuery(sql(edition))
                .execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(OrganisationStore::line)
                        .toList());
    }

    static String sql(Edition edition) {
        return ROLL_UP.replace("{percent}", MemberSql.percent(edition))
                .replace("{days}", MemberSql.days())
                .replace("{totals}", totals())
                .replace("{sums}", sums());
    }

    /** One line of the roll-up: of a context, of a platform (no context), or of everything (neither). */
    public record Line(
            @Nullable UUID platform,
            @Nullable String platformName,
            @Nullable UUID context,
            @Nullable String title,
            Totals totals) {}

    /** Each learner has one standing; {@code percent} is their average. */
    public record Totals(int learners, int finished, int active, int stalled, int notStarted, int percent) {}

    private static Line line(Row row) {
        int learners = row.getInteger("learners");
        Totals totals = new Totals(
                learners,
                row.getInteger("finished"),
                row.getInteger("active"),
                row.getInteger("stalled"),
                row.getInteger("not_started"),
                learners == 0 ? 0 : (int) (row.getLong("percents") / learners));
        return new Line(
                row.getUUID("platform_id"),
                row.getString("platform"),
                row.getUUID("context_id"),
                row.getString("title"),
                totals);
    }
}
