package dev.waymark.server.team;

import dev.waymark.server.editions.Edition;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** All teams at once: totals by context, by platform and over all, in one statement. */
public final class OrganisationStore {

    /*
     * $1 platform and $5 deployment where {scope} asks for them, $2 module, $3 cycle, $4 basis. Everybody is put into one
     * of a few classes, {standing}: who learns in one context from their summary alone, who learns in several from each of
     * their memberships, and who has no summary as what is left of the memberships. Who learns in several contexts counts
     * in each; above them, what was counted too often is taken away again.
     */
    private static final String ROLL_UP = """
            with sole as (
              select s.sole_context as context_id, {standing} as standing, count(*) as n
              from {present} s where s.module_id = $2 and s.sole_context is not null and {real_summary} {scope_summary} group by 1, 2
            ), in_several as (
              select m.context_id, {standing} as standing, count(*) as n
              from membership m left join {present} s on s.learner_id = m.learner_id and s.module_id = $2
              where m.learns and m.places > 1 and {real} {scope} group by 1, 2
            ), in_one as (
              select m.context_id, count(*) as n from membership m where m.learns and m.places = 1 and {real} {scope} group by 1
            ), untouched as (
              select o.context_id, {standing} as standing, o.n - coalesce(k.n, 0) as n
              from in_one o left join (select context_id, sum(n) as n from sole group by 1) k on k.context_id = o.context_id
              left join summary s on false
            ), tally as (
              select * from sole union all select * from in_several union all select * from untouched where n > 0
            ), standing as (
              select context_id, {totals} from (select context_id, n, {classes} from tally) t group by 1
            ), many as (
              {many}
            ), tally_again as (
              select l.platform_id, {standing} as standing, -sum(m.more) as n
              from many m join learner l on l.id = m.learner_id
              left join {present} s on s.learner_id = m.learner_id and s.module_id = $2 group by 1, 2
            ), again as (
              select platform_id, {totals} from (select platform_id, n, {classes} from tally_again) t group by 1
            ), placed as (
              select c.platform_id, s.* from standing s join context c on c.id = s.context_id
            ), above as (
              select platform_id, {names} from placed union all select platform_id, {names} from again
            ), total as (
              select platform_id, context_id, {names} from placed
              union all
              select platform_id, null, {sums} from above group by grouping sets ((platform_id), ())
            )
            select t.*, coalesce(c.title, c.label) as title, coalesce(p.name, p.issuer) as platform
            from total t left join context c on c.id = t.context_id left join platform p on p.id = t.platform_id
            order by platform nulls first, t.platform_id nulls first, t.context_id is not null, lower(coalesce(c.title, c.label)),
              t.context_id
            """;

    /*
     * Summaries that still wait to be recounted for the edition, counted from their ticks. $6 waived, $7 version, $8 and
     * $9 the newest recertification.
     */
    private static final String RECOUNTED = """
            (select learner_id, module_id, $4::int as basis, cells, completed, record_cycle, last_activity_at, sole_context from summary
              where module_id = $2 and basis = $4
            union all
            select o.learner_id, o.module_id, $4, c.cells, (select sum(n)::int from unnest(c.cells) n), o.record_cycle, o.last_activity_at, o.sole_context
            from summary o cross join lateral terms(o.learner_id, $2, $7, $3, $8, $9) t cross join lateral (
              select array_agg(n::smallint order by cell) as cells from (
                select v.cell, count(*) filter (where v.asset_id = any($6::uuid[]) or v.asset_id = any(t.covered)
                  or p.state > 1 and (t.since is null or p.completed_at >= t.since)) as n
                from version_asset v left join progress p on p.learner_id = o.learner_id and p.asset_id = v.asset_id
                where v.version_id = $7 group by v.cell) counted) c
            where o.module_id = $2 and (o.basis < $4 or o.basis > $4))""";

    private static final String SCOPE =
            "and m.context_id in (select id from context where platform_id = $1 and deployment_id = $5)";
    private static final String SEVERAL =
            "select distinct learner_id, places - 1 as more from membership m where m.learns and places > 1 and {real}";
    private static final String SEVERAL_IN_SCOPE =
            "select m.learner_id, count(*)::int - 1 as more from membership m where m.learns and {real} {scope}"
                    + " group by 1 having count(*) > 1";

    /*
     * One number, since grouping by it costs a third less than by three: eight times the percentage, 2 for activity since
     * the line or 4 for older, 1 for a summary that waits to be recounted.
     */
    private static final String STANDING = """
            case when {holds} then 100 else {percent} end * 8 + coalesce((s.basis <> $4::int)::int, 0)
              + case when s.last_activity_at is null then 0 when s.last_activity_at >= (select {line}) then 2 else 4 end""";

    private static final String CLASSES =
            "standing / 8 as percent, nullif(standing & 6, 0) = 2 as fresh, standing & 1 = 1 as stale";

    private static final Map<String, String> TOTALS = new LinkedHashMap<>();

    static {
        TOTALS.put("learners", "sum(n)");
        TOTALS.put("finished", "sum(n) filter (where percent = 100)");
        TOTALS.put("active", "sum(n) filter (where percent < 100 and fresh)");
        TOTALS.put("stalled", "sum(n) filter (where percent < 100 and not fresh)");
        TOTALS.put("not_started", "sum(n) filter (where percent < 100 and fresh is null)");
        TOTALS.put("percents", "sum(n * percent)");
        TOTALS.put("stale", "sum(n) filter (where stale)");
    }

    private static String each(String form) {
        return TOTALS.entrySet().stream()
                .map(total -> form.replace("{sum}", total.getValue()).replace("{name}", total.getKey()))
                .collect(Collectors.joining(", "));
    }

    /** @param platform with {@code deployment}, the only contexts to look at; null = all */
    public Future<List<Line>> rollUp(
            SqlClient client, Edition edition, @Nullable UUID platform, @Nullable String deployment) {
        boolean scoped = platform != null;
        return client.preparedQuery(sql(edition, "summary", scoped))
                .execute(values(edition, platform, deployment))
                .compose(rows -> rows.iterator().next().getInteger("stale") == 0
                        ? Future.succeededFuture(rows)
                        : client.preparedQuery(sql(edition, RECOUNTED, scoped))
                                .execute(values(edition, platform, deployment)
                                        .addArrayOfUUID(edition.waived().toArray(UUID[]::new))
                                        .addValue(edition.versionId())
                                        .addValue(edition.renewal().recertified())
                                        .addValue(edition.renewal().sinceInUtc())))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(OrganisationStore::line)
                        .toList());
    }

    static Tuple values(Edition edition, @Nullable UUID platform, @Nullable String deployment) {
        return Tuple.of(platform, edition.moduleId(), edition.cycle(), edition.basis())
                .addValue(deployment);
    }

    static String sql(Edition edition, String present, boolean scoped) {
        return ROLL_UP.replace("{many}", scoped ? SEVERAL_IN_SCOPE : SEVERAL)
                .replace("{scope}", scoped ? SCOPE : "and $1::uuid is null and $5::text is null")
                .replace("{scope_summary}", scoped ? SCOPE.replace("m.context_id", "s.sole_context") : "")
                .replace("{real}", MemberSql.REAL)
                .replace("{real_summary}", MemberSql.REAL.replace("m.", "s."))
                .replace("{present}", present)
                .replace("{standing}", STANDING)
                .replace("{classes}", CLASSES)
                .replace("{holds}", MemberSql.HOLDS)
                .replace("{percent}", MemberSql.percent(edition))
                .replace("{line}", "now() - make_interval(days => " + MemberSql.days() + ")")
                .replace("{totals}", each("coalesce({sum}, 0)::bigint as {name}"))
                .replace("{names}", each("{name}"))
                .replace("{sums}", each("coalesce(sum({name}), 0)::bigint"));
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
