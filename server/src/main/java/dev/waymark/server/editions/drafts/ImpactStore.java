package dev.waymark.server.editions.drafts;

import dev.waymark.server.editions.Cell;
import dev.waymark.server.editions.Edition;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Reads what a draft would do to people; writes nothing. */
public final class ImpactStore {

    /*
     * One pass over the summaries. Those that still wait to be recounted after the last edition are counted
     * here from the ticks. Whoever holds the record of this cycle cannot be finished by an edition. What is cheap
     * is asked first.
     */
    private static final String IMPACT = """
            with s as materialized (
              select learner_id, cells, since from summary where module_id = $1 and basis >= $2
              union all
              select s.learner_id, (select array_agg(n::smallint order by cell) from (
                select v.cell, count(*) filter (where v.asset_id = any($3::uuid[]) or v.asset_id = any(t.covered)
                  or p.state > 1 and (t.since is null or p.completed_at >= t.since)) as n
                from version_asset v left join progress p on p.learner_id = s.learner_id and p.asset_id = v.asset_id
                where v.version_id = $4 group by v.cell) counted), t.since
              from summary s cross join lateral terms(s.learner_id, $1, $4, $22, $25, $26) t where s.module_id = $1 and s.basis < $2
            )
            select count(*) as learners,
              count(*) filter (where $5 or exists (select from unnest($6::uuid[]) r(asset) where not exists (
                select from progress p where p.learner_id = s.learner_id and p.asset_id = r.asset and p.state > 1))) as gaining,
              count(*) filter (where
                exists (select from unnest($7::int[], $8::int[]) c(cell, total) where s.cells[c.cell] >= c.total)
                or exists (select from unnest($9::int[], $10::int[], $11::uuid[], $23::int[], $24::int[])
                    e(cell, total, asset, source, source_total)
                  where s.cells[e.cell] >= e.total and case
                    when e.source > 0 and s.cells[e.source] >= e.source_total then false
                    when e.source > 0 and s.cells[e.source] = 0 then true
                    else not exists (select from progress p
                      where p.learner_id = s.learner_id and p.asset_id = e.asset and p.state > 1
                        and (s.since is null or p.completed_at >= s.since)) end)) as losing,
              count(*) filter (where case
                when not exists (select from generate_series(0, $12 - 1) w where not exists (
                  select from generate_series(1, $13) i where s.cells[i] < ($14::int[])[w * $13 + i])) then false
                when exists (select from generate_series(0, $20 - 1) w where not exists (
                  select from generate_series(1, $13) i where s.cells[i] < ($15::int[])[w * $13 + i])) then false
                when exists (select from record r where r.learner_id = s.learner_id and r.module_id = $1
                  and r.rule = $21 and r.cycle = $22) then false
                else exists (select from generate_series(0, $12 - 1) w
                  where not exists (select from generate_series(1, $13) i where s.cells[i] < ($14::int[])[w * $13 + i])
                  and not exists (select from unnest($16::uuid[], $17::int[], $18::int[], $19::int[]) n(asset, way, cell, total)
                    where n.way = w and (n.cell = 0 or s.cells[n.cell] < n.total) and not exists (
                      select from progress p where p.learner_id = s.learner_id and p.asset_id = n.asset and p.state > 1
                      and (s.since is null or p.completed_at >= s.since))))
                end) as completed
            from s
            """;

    Future<Impact> of(SqlClient client, ImpactQuestion question) {
        Edition current = question.current;
        Tuple values = Tuple.of(current.moduleId(), current.basis())
                .addArrayOfUUID(current.waived().toArray(UUID[]::new))
                .addValue(current.versionId())
                .addValue(question.anythingFresh)
                .addArrayOfUUID(question.returning.toArray(UUID[]::new))
                .addArrayOfInteger(places(question.broken))
                .addArrayOfInteger(totals(question.broken))
                .addArrayOfInteger(places(intos(question)))
                .addArrayOfInteger(totals(intos(question)))
                .addArrayOfUUID(question.entries.stream()
                        .map(ImpactQuestion.Entry::asset)
                        .toArray(UUID[]::new))
                .addValue(question.least.size())
                .addValue(current.cells().size())
                .addArrayOfInteger(question.leastOfAll())
                .addArrayOfInteger(question.requiredNow())
                .addArrayOfUUID(question.needed.stream()
                        .map(ImpactQuestion.Needed::asset)
                        .toArray(UUID[]::new))
                .addArrayOfInteger(numbers(question, ImpactQuestion.Needed::way))
                .addArrayOfInteger(numbers(question, ImpactQuestion.Needed::cell))
                .addArrayOfInteger(numbers(question, ImpactQuestion.Needed::total))
                .addValue(current.alternatives().size())
                .addValue(current.rule().text())
                .addValue(current.cycle())
                .addArrayOfInteger(question.entries.stream()
                        .map(ImpactQuestion.Entry::from)
                        .toArray(Integer[]::new))
                .addArrayOfInteger(question.entries.stream()
                        .map(ImpactQuestion.Entry::fromTotal)
                        .toArray(Integer[]::new))
                .addValue(current.renewal().recertified())
                .addValue(current.renewal().sinceInUtc());
        return client.preparedQuery(IMPACT).execute(values).map(rows -> {
            Row row = rows.iterator().next();
            return new Impact(
                    row.getLong("learners"),
                    row.getLong("gaining"),
                    row.getLong("losing"),
                    row.getLong("completed"),
                    0);
        });
    }

    private static Integer[] numbers(ImpactQuestion question, Function<ImpactQuestion.Needed, Integer> of) {
        return question.needed.stream().map(of).toArray(Integer[]::new);
    }

    private static List<Cell> intos(ImpactQuestion question) {
        return question.entries.stream().map(ImpactQuestion.Entry::into).toList();
    }

    private static Integer[] places(List<Cell> cells) {
        return cells.stream().map(cell -> cell.index() + 1).toArray(Integer[]::new);
    }

    private static Integer[] totals(List<Cell> cells) {
        return cells.stream().map(Cell::total).toArray(Integer[]::new);
    }

    private static final String TICKS = """
            select a.id as asset_id, (
              select count(*) from (select from progress p where p.asset_id = a.id and p.state >= 2 limit $2) t) as learners
            from unnest($1::uuid[]) a(id)
            """;

    /** How many learners have ticked each of these assets; past {@link Drafts#COUNTED} nobody is counted any more. */
    Future<Map<UUID, Long>> ticks(SqlClient client, List<UUID> assets) {
        if (assets.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        return client.preparedQuery(TICKS)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(assets.toArray(UUID[]::new))
                        .addInteger(Drafts.COUNTED + 1))
                .map(rows -> {
                    Map<UUID, Long> ticks = new HashMap<>();
                    rows.forEach(row -> ticks.put(row.getUUID("asset_id"), row.getLong("learners")));
                    return ticks;
                });
    }
}
