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

    /* Also finds ticks of somebody without a summary. */
    private static final String DIFFERENCES = """
            with ticked as (
              select p.learner_id, v.cell, count(*) filter (where p.state > 1 and p.asset_id <> all($4::uuid[])) as n
              from progress p join version_asset v on v.asset_id = p.asset_id
              where p.module_id = $1 and v.version_id = $3 group by 1, 2
            ), waived as (
              select i.cell, (select count(*) from version_asset v where v.version_id = $3 and v.cell = i.cell
                and v.asset_id = any($4::uuid[])) as n
              from generate_series(0, $5 - 1) as i(cell)
            ), learners as (
              select learner_id from ticked union select learner_id from summary where module_id = $1 and basis = $2
            ), counted as (
              select l.learner_id, array_agg((w.n + coalesce(t.n, 0))::smallint order by w.cell) as cells
              from learners l cross join waived w
              left join ticked t on t.learner_id = l.learner_id and t.cell = w.cell group by 1
            )
            select c.learner_id, s.cells as summary, c.cells as ticks
            from counted c left join summary s on s.learner_id = c.learner_id and s.module_id = $1
            where s.learner_id is null or s.basis = $2
              and (s.cells <> c.cells or s.completed <> (select sum(n) from unnest(s.cells) n))
            order by 1 limit 1000
            """;

    Future<List<Reconcile.Difference>> differences(SqlClient client, Edition edition) {
        return client.preparedQuery(DIFFERENCES)
                .execute(Tuple.of(edition.moduleId(), edition.basis(), edition.versionId())
                        .addArrayOfUUID(edition.waived().toArray(UUID[]::new))
                        .addValue(edition.cells().size()))
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
