package dev.waymark.server.team;

import dev.waymark.server.editions.Edition;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Summaries beside what their ticks add up to. */
final class ReconcileStore {

    private static final String COUNTS = """
            select count(*) filter (where basis = $2) as compared, count(*) filter (where basis <> $2) as outdated
            from summary where module_id = $1
            """;

    record Counts(long compared, long outdated) {}

    Future<Counts> counts(SqlClient client, Edition edition) {
        return client.preparedQuery(COUNTS)
                .execute(Tuple.of(edition.moduleId(), edition.basis()))
                .map(rows -> rows.iterator().next())
                .map(row -> new Counts(row.getLong("compared"), row.getLong("outdated")));
    }

    /*
     * Also finds ticks of somebody without a summary, one whose ticks lapse at another time than cycles and records say,
     * and one that counts assets as covered for which no record stands. $6 cycle, $7 and $8 the newest recertification.
     */
    private static final String DIFFERENCES = """
            with learners as (
              select p.learner_id from progress p join version_asset v on v.asset_id = p.asset_id
              where p.module_id = $1 and v.version_id = $3
              union select learner_id from summary where module_id = $1 and basis = $2
            ), grid as (
              select l.learner_id, i.cell, count(*) filter (where v.asset_id = any($4::uuid[]) or v.asset_id = any(s.covered)
                or p.state > 1 and (t.since is null or p.completed_at >= t.since))::smallint as n, t.since
              from learners l cross join lateral terms(l.learner_id, $1, $3, $6, $7, $8) t
              cross join generate_series(0, $5 - 1) as i(cell)
              left join summary s on s.learner_id = l.learner_id and s.module_id = $1
              join version_asset v on v.version_id = $3 and v.cell = i.cell
              left join progress p on p.learner_id = l.learner_id and p.asset_id = v.asset_id group by 1, 2, 4
            ), counted as (
              select learner_id, since, array_agg(n order by cell) as cells from grid group by 1, 2
            )
            select c.learner_id, s.cells as summary, c.cells as ticks
            from counted c left join summary s on s.learner_id = c.learner_id and s.module_id = $1
            where s.learner_id is null or s.basis = $2
              and (s.cells <> c.cells or s.completed <> (select sum(n) from unnest(s.cells) n)
                or s.since is distinct from c.since
                or exists (select from unnest(s.covered) a where not exists (select from record r
                  cross join lateral jsonb_array_elements(r.evidence) e
                  where r.learner_id = s.learner_id and r.module_id = $1 and r.part is null and e ->> 'asset' = a::text)))
            order by 1 limit 1000
            """;

    Future<List<Reconcile.Difference>> differences(SqlClient client, Edition edition) {
        return client.preparedQuery(DIFFERENCES)
                .execute(Tuple.of(edition.moduleId(), edition.basis(), edition.versionId())
                        .addArrayOfUUID(edition.waived().toArray(UUID[]::new))
                        .addValue(edition.cells().size())
                        .addValue(edition.cycle())
                        .addValue(edition.renewal().recertified())
                        .addValue(edition.renewal().sinceInUtc()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ReconcileStore::difference)
                        .toList());
    }

    private static Reconcile.Difference difference(Row row) {
        return new Reconcile.Difference(
                row.getUUID("learner_id").toString(),
                list(row.getArrayOfShorts("summary")),
                list(row.getArrayOfShorts("ticks")));
    }

    private static List<Integer> list(Short @Nullable [] cells) {
        return cells == null
                ? List.of()
                : Arrays.stream(cells).map(Short::intValue).toList();
    }
}
