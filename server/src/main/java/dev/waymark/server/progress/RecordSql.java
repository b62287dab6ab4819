package dev.waymark.server.progress;

import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.Part;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The insertion of completion records, part of every statement that can make a rule true: the unique key
 * (learner, module, rule, cycle) lets one of them win.
 */
final class RecordSql {

    /*
     * {counted} gives learner_id, cells, completed, since and covered; {states} gives the learner's progress rows as this
     * statement leaves them. Evidence that does not add up to the count comes from a snapshot that is too old. What the
     * learner tops up is vouched for by the record before; who verified is named as they were called then.
     */
    private static final String INSERT = """
            insert into record (learner_id, module_id, rule, cycle, version_id, learner_name, platform_id,
              registration_id, deployment_id, context_id, launch_id, completed, evidence, first_activity, last_activity)
            select c.learner_id, {module}, {earned}, {cycle}, {version}, l.name, l.platform_id,
              x.registration_id, x.deployment_id, x.context_id, x.id, {done}, proof.evidence,
              coalesce(proof.first, now()), coalesce(proof.last, now())
            from {counted} c
            join learner l on l.id = c.learner_id and not l.test_user
            left join launch x on x.id = {launch}
            {parts}
            cross join lateral (
              select min(least(a.opened_at, a.completed_at)) as first, max(a.completed_at) as last, {stale}
                case when count(*) = {done} then jsonb_agg(case
                  when a.counts then jsonb_strip_nulls(jsonb_build_object(
                    'asset', a.asset_id, 'completedAt', a.completed_at, 'link', a.link,
                    'kind', case when a.verified then 'verified' when a.link is not null then 'link' else 'self' end,
                    'by', case when a.verified then a.verifier end, 'in', case when a.verified then a.verified_place end))
                  when a.waived then jsonb_build_object('asset', a.asset_id, 'kind', 'waived')
                  else (select e || jsonb_build_object('record', r.id) from record r
                    cross join lateral jsonb_array_elements(r.evidence) e
                    where r.learner_id = c.learner_id and r.module_id = {module} and r.part is null
                      and e ->> 'asset' = a.asset_id::text
                    order by r.cycle desc limit 1)
                  end order by a.position) end as evidence
              from (
                select v.asset_id, v.position, v.asset_id = any({waived}::uuid[]) as waived,
                  coalesce(p.state > 1 and (c.since is null or p.completed_at >= c.since), false) as counts,
                  p.state = 3 and (c.since is null or p.verified_at >= c.since) as verified,
                  p.opened_at, p.completed_at, nullif(p.evidence, '') as link, p.verifier, p.verified_at, p.verified_place
                from version_asset v left join ({states}) p on p.asset_id = v.asset_id
                where v.version_id = {version} {within}
              ) a
              where a.counts or a.waived or a.asset_id = any(c.covered)
            ) proof
            where {complete}
              and exists (select from module where id = {module} and basis = {basis})
            on conflict (learner_id, module_id, rule, cycle) do nothing
            returning id, code, issued_at, learner_id, version_id, cycle, part
            """;

    private static final Map<String, String> WHOLE =
            Map.of("earned", "{rule}", "done", "c.completed", "parts", "", "stale", "", "within", "", "complete", """
            c.completed >= {least}
              and exists (select from generate_series(0, {alternatives} - 1) a where not exists (
                select from generate_series(1, {cells}) i where c.cells[i] < ({required}::int[])[a * {cells} + i]))\
            """);

    /*
     * A part is complete by its cells alone. Whoever recertifies has to do it anew: ticks from before are not enough for
     * the holder of an earlier record of that part, though the module may go on counting them.
     */
    private static final Map<String, String> EACH_PART = Map.of(
            "earned",
            "w.rule",
            "done",
            "w.total",
            "parts",
            "cross join unnest({rules}::text[], {totals}::int[]) with ordinality as w(rule, total, n)",
            "stale",
            "count(*) filter (where a.counts and not a.waived and greatest(a.completed_at, a.verified_at) < {renewed}) as stale,",
            "within",
            "and ({asked}::int[])[(w.n::int - 1) * {cells} + v.cell + 1] > 0",
            "complete",
            """
            not exists (select from generate_series(1, {cells}) i
                where c.cells[i] < ({asked}::int[])[(w.n::int - 1) * {cells} + i])
              and (proof.stale = 0 or not exists (select from record o where o.learner_id = c.learner_id
                and o.module_id = {module} and o.rule = w.rule and o.cycle < {recertified}))\
            """);

    /* A record replaces earlier ones of the same part, or of the whole module, whatever their rule for that was. */
    private static final String SUPERSEDED = """
            ), superseded as (
              insert into record_event (record_id, kind, actor, reason, detail)
              select r.id, 'superseded', 'waymark', 'A newer record was issued.', jsonb_build_object('by', f.id)
              from {issued} f join record r on r.learner_id = f.learner_id and r.module_id = {module} and r.cycle < f.cycle
                and r.part is not distinct from f.part
              where not exists (select from record_event e where e.record_id = r.id
                and e.kind in ('revoked', 'withdrawn', 'superseded'))
              on conflict (record_id, kind) do nothing
            ), to_sign as (
              insert into outbox (kind, key, lane, learner_id, subject_id)
              select 'credential', id::text, id::text, learner_id, id from {issued}
            """;

    /* Whoever holds several is measured by one of the whole module that stands, of the newest cycle. */
    private static final String STANDING = """
            select r.id as record_id, r.code as record_code, r.issued_at as record_at, r.version_id as record_version,
              r.cycle as record_cycle, e.kind as event
            from record r left join lateral (
              select kind from record_event where record_id = r.id order by id desc limit 1) e on true
            where r.learner_id = {learner} and r.module_id = {module} and r.part is null
            order by coalesce(e.kind, 'expired') = 'expired' desc, r.cycle desc, r.issued_at desc limit 1
            """;

    private static final String STATE =
            "asset_id, state, opened_at, completed_at, evidence, verified_at, verifier, verified_place";

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
            Map.entry("rules", "$21"),
            Map.entry("totals", "$22"),
            Map.entry("asked", "$23"),
            Map.entry("recertified", "$24"),
            Map.entry("renewed", "$25"),
            Map.entry("counted", "counted"),
            Map.entry(
                    "states",
                    "select " + STATE + " from ticked union all select " + STATE
                            + " from progress where learner_id = $1 and module_id = $3 and asset_id <> $2"));

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
            Map.entry("rules", "$12"),
            Map.entry("totals", "$13"),
            Map.entry("asked", "$14"),
            Map.entry("recertified", "$15"),
            Map.entry("renewed", "$16"),
            Map.entry("counted", "counted"),
            Map.entry(
                    "states",
                    "select " + STATE + " from progress p where p.learner_id = c.learner_id and p.module_id = $1"));

    private RecordSql() {}

    /**
     * For the statement that takes a tick: the rest of `finished`, what it supersedes, and the order to sign it.
     *
     * @param parts whether records of parts are issued, too
     */
    static String byTick(boolean parts) {
        return issuing(parts, OF_TICK);
    }

    /** The same for summaries that were just recounted, whose locks the transaction holds. */
    static String bySummary(boolean parts) {
        return issuing(parts, OF_SUMMARIES);
    }

    private static String issuing(boolean parts, Map<String, String> places) {
        String whole = fill(INSERT, WHOLE);
        String sql = parts
                ? whole + "), parts as (\n" + fill(INSERT, EACH_PART)
                        + "), issued as (\n  table finished union all table parts\n" + SUPERSEDED
                : whole + SUPERSEDED;
        return fill(sql.replace("{issued}", parts ? "issued" : "finished"), places);
    }

    /** The record by which a learner is measured; the others are history. */
    static String standing(String learner, String module) {
        return fill(STANDING, Map.of("learner", learner, "module", module));
    }

    private static String fill(String form, Map<String, String> places) {
        String sql = form;
        for (Map.Entry<String, String> place : places.entrySet()) {
            sql = sql.replace("{" + place.getKey() + "}", place.getValue());
        }
        return sql;
    }

    /** Appends version, required, alternatives, rule, least, cycle and number of cells. */
    static Tuple bind(Tuple values, Edition edition) {
        List<int[]> ways = edition.alternatives();
        int least =
                ways.stream().mapToInt(way -> Arrays.stream(way).sum()).min().orElse(Integer.MAX_VALUE);
        return values.addValue(edition.versionId())
                .addArrayOfInteger(flat(ways))
                .addValue(ways.size())
                .addValue(edition.rule().text())
                .addValue(Math.max(1, least))
                .addValue(edition.cycle())
                .addValue(edition.cells().size());
    }

    /** Appends what statements with parts have beyond the others: rules, totals, required, and the newest recertification. */
    static Tuple bind(Tuple values, Edition edition, List<Part> parts) {
        return parts.isEmpty()
                ? values
                : values.addArrayOfString(parts.stream().map(Part::rule).toArray(String[]::new))
                        .addArrayOfInteger(parts.stream().map(Part::total).toArray(Integer[]::new))
                        .addArrayOfInteger(
                                flat(parts.stream().map(Part::required).toList()))
                        .addValue(edition.renewal().recertified())
                        .addValue(edition.renewal().sinceInUtc());
    }

    private static Integer[] flat(List<int[]> ways) {
        return ways.stream().flatMapToInt(Arrays::stream).boxed().toArray(Integer[]::new);
    }
}
