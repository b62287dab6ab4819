package dev.waymark.server.team;

import dev.waymark.server.editions.Edition;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
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
              select id, platform_id from context where $1::uuid is null or platform_id = $1 and deployment_id = $5
            ), many as (
              select m.learner_id, count(*)::int as n from membership m
              where m.learns and m.context_id in (select id from place) group by 1 having count(*) > 1
            ), member as (
              select m.context_id, c.platform_id, coalesce(y.n, 1) as n, s.last_activity_at,
                case when m.learner_id in (
            """ + MemberSql.HOLDERS + """
                ) then 100 else {percent} end as percent
              from membership m
              join place c on c.id = m.context_id
              left join many y on y.learner_id = m.learner_id
              left join present s on s.learner_id = m.learner_id
              where m.learns and not exists (select from learner l where l.id = m.learner_id and l.test_user)
            ), standing as (
              select platform_id, context_id, n, case when percent = 100 then 'finished' when last_activity_at is null then 'waiting'
                when last_activity_at < now() - make_interval(days => {days}) then 'stalled' else 'active' end as status,
                count(*) as people, sum(percent) as percents
              from member group by 1, 2, 3, 4
            ), total as (
              select platform_id, context_id, {totals} from (select *, 1 as share from standing) s group by 1, 2
              union all
              select platform_id, null, {totals} from (select *, n as share from standing) s
              group by grouping sets ((platform_id), ())
            )
            select t.*, coalesce(c.title, c.label) as title, coalesce(p.name, p.issuer) as platform
            from total t left join context c on c.id = t.context_id left join platform p on p.id = t.platform_id
            order by platform nulls first, t.platform_id nulls first, t.context_id is not null, lower(coalesce(c.title, c.label)),
              t.context_id
            """;

    private static final String TOTALS = """
            coalesce(round(sum(people::float8 / share)), 0)::int as learners,
              coalesce(round(sum(people::float8 / share) filter (where status = 'finished')), 0)::int as finished,
              coalesce(round(sum(people::float8 / share) filter (where status = 'active')), 0)::int as active,
              coalesce(round(sum(people::float8 / share) filter (where status = 'stalled')), 0)::int as stalled,
              coalesce(round(sum(people::float8 / share) filter (where status = 'waiting')), 0)::int as not_started,
              coalesce(round(sum(percents::float8 / share)), 0)::bigint as percents
            """;

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
                .replace("{totals}", TOTALS);
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
