package dev.waymark.server.progress;

import dev.waymark.server.editions.Edition;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The insertion of completion records, part of every statement that can make the rule true: the unique key
 * (learner, module, rule, cycle) lets one of them win.
 */
final class RecordSql {

    /*
     * {counted} gives learner_id, cells and completed; {states} gives the learner's progress rows as this
     * statement leaves them. Evidence that does not add up to the count comes from a snapshot that is too old.
     */
    private static final String INSERT = """
            insert into record (learner_id, module_id, rule, cycle, version_id, learner_name, platform_id,
              registration_id, deployment_id, context_id, launch_id, completed, evidence, first_activity, last_activity)
            select c.learner_id, {module}, {rule}, {cycle}, {version}, l.name, l.platform_id,
              x.registration_id, x.deployment_id, x.context_id, x.id, c.completed, proof.evidence,
              coalesce(proof.first, now()), coalesce(proof.last, now())
            from {counted} c
            join learner l on l.id = c.learner_id and not l.test_user
            left join launch x on x.id = {launch}
            cross join lateral (
              select min(least(a.opened_at, a.completed_at)) as first, max(a.completed_at) as last,
                case when count(*) = c.completed then jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                  'asset', a.asset_id, 'completedAt', a.completed_at, 'link', a.evidence,
                  'kind', case when a.state = 3 then 'verified' when a.state = 2 and a.evidence is not null then 'link'
                    when a.state = 2 then 'self' else 'waived' end)) order by a.position) end as evidence
              from (
                select v.asset_id, v.position, p.state, p.opened_at, p.completed_at, p.evidence
                from version_asset v left join ({states}) p on p.asset_id = v.asset_id
                where v.version_id = {version} and (p.state > 1 or v.asset_id = any({waived}::uuid[]))
              ) a
            ) proof
            where c.completed >= {least}
              and exists (select from generate_series(0, {alternatives} - 1) a where not exists (
                select from generate_series(1, {cells}) i where c.cells[i] < ({required}::int[])[a * {cells} + i]))
              and exists (select from module where id = {module} and basis = {basis})
            on conflict (learner_id, module_id, rule, cycle) do nothing
            returning id, code, issued_at, learner_id
            """;

    private static final Map<String, String> OF_TICK = Map.ofEntries(
            Map.entry("module", "$3"),
            Map.entry("launch", "$7"),
            Map.entry("waived", "$8"),
            Map.entry("basis", "$9"),
            Map.entry("version", "$13"),
            Map.entry("required", "$14"),
            Map.entry("alternatives", "$15"),
            Map.entry("rule", "$16"),
            Map.entry("least", "$17"),
            Map.entry("cycle", "$18"),
            Map.entry("cells", "$19"),
            Map.entry("counted", "counted"),
            Map.entry("states", """
                    select asset_id, state, opened_at, completed_at, evidence from ticked
                    union all select asset_id, state, opened_at, completed_at, evidence from progress
                    where learner_id = $1 and module_id = $3 and asset_id <> $2"""));

    private static final Map<String, String> OF_SUMMARIES = Map.ofEntries(
            Map.entry("module", "$1"),
            Map.entry("launch", "null"),
            Map.entry("waived", "$3"),
            Map.entry("basis", "$4"),
            Map.entry("version", "$5"),
            Map.entry("required", "$6"),
            Map.entry("alternatives", "$7"),
            Map.entry("rule", "$8"),
            Map.entry("least", "$9"),
            Map.entry("cycle", "$10"),
            Map.entry("cells", "$11"),
            Map.entry("counted", "counted"),
            Map.entry(
                    "states",
                    "select asset_id, state, opened_at, completed_at, evidence from progress p"
                            + " where p.learner_id = c.learner_id and p.module_id = $1"));

    /** For the statement that takes a tick. */
    static final String FINISHED_BY_TICK = fill(OF_TICK);

    /** For summaries that were just recounted, whose locks the transaction holds. */
    static final String FINISHED_BY_SUMMARY = fill(OF_SUMMARIES);

    private RecordSql() {}

    private static String fill(Map<String, String> places) {
        String sql = INSERT;
        for (Map.Entry<String, String> place : places.entrySet()) {
            sql = sql.replace("{" + place.getKey() + "}", place.getValue());
        }
        return sql;
    }

    /** Appends version, required, alternatives, rule, least, cycle and number of cells. */
    static Tuple bind(Tuple values, Edition edition) {
        List<int[]> ways = edition.alternatives();
        Integer[] required = ways.stream().flatMapToInt(Arrays::stream).boxed().toArray(Integer[]::new);
        int least =
                ways.stream().mapToInt(way -> Arrays.stream(way).sum()).min().orElse(Integer.MAX_VALUE);
        return values.addValue(edition.versionId())
                .addArrayOfInteger(required)
                .addValue(ways.size())
                .addValue(edition.rule().text())
                .addValue(Math.max(1, least))
                .addValue(edition.cycle())
                .addValue(edition.cells().size());
    }
}
