package dev.waymark.server.progress;

import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.Part;
import dev.waymark.server.editions.PlacedAsset;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Ticks, their summary and the record they earn. */
public final class ProgressStore {

    /*
     * One statement. Its delta comes from the row it replaces (`prior`), so duplicates that arrive together
     * count once. The record is inserted by the statement that completes the rule; its evidence must add up
     * to the count under the summary's lock, else it is null, the statement fails whole (23502) and is run
     * again on a fresh snapshot. A summary of another edition makes it fail whole too (22012): the caller
     * recounts first. Who has to begin again says so by ticking: a tick that lapsed is as good as opened.
     */
    private static final String TAKE =
            SettlingSql.TERMS + """
            , ticked as (
              insert into progress as p
                (learner_id, asset_id, module_id, state, opened_at, completed_at, note, note_shared, evidence)
              select $1, $2, $3, $4::smallint, case when $4 > 0 then now() end, case when $4 > 1 then now() end, $5,
                coalesce($20::boolean, false), $6
              where $4 > 0 or exists (select from progress where learner_id = $1 and asset_id = $2)
              on conflict (learner_id, asset_id) do update set
                prior = case when {lapsed} then 1 else p.state end,
                state = case when excluded.state = 1 then greatest(p.state, 1::smallint) else excluded.state end,
                opened_at = coalesce(p.opened_at, excluded.opened_at),
                completed_at = case excluded.state
                  when 2 then case when {lapsed} then excluded.completed_at else coalesce(p.completed_at, excluded.completed_at) end
                  when 1 then p.completed_at end,
                verified_by = case when p.state < 3 then p.verified_by end,
                verified_in = case when p.state < 3 then p.verified_in end,
                verified_at = case when p.state < 3 then p.verified_at end,
                verified_reason = case when p.state < 3 then p.verified_reason end,
                verifier = case when p.state < 3 then p.verifier end,
                verified_place = case when p.state < 3 then p.verified_place end,
                note = coalesce(excluded.note, p.note),
                note_shared = coalesce($20, p.note_shared),
                evidence = coalesce(excluded.evidence, p.evidence),
                updated_at = now()
              where excluded.state = 2 and {lapsed} or p.state <> 3
                and (excluded.state <> p.state and not (excluded.state = 1 and p.state > 1)
                or excluded.note is distinct from coalesce(p.note, '') and excluded.note is not null
                or excluded.evidence is distinct from coalesce(p.evidence, '') and excluded.evidence is not null)
              returning {changed}, null::uuid as actor, null::uuid as place, null::text as reason
            )
            """.replace("{lapsed}", SettlingSql.LAPSED).replace("{changed}", SettlingSql.CHANGED);

    private static final String TICK = TAKE + SettlingSql.of("now()", false);
    private static final String TICK_WITH_PARTS = TAKE + SettlingSql.of("now()", true);

    public Future<Standing> tick(SqlClient client, Edition edition, PlacedAsset asset, Tick tick) {
        int[] waived = edition.waivedByCell();
        Tuple values = Tuple.of(
                        tick.learner(),
                        asset.id(),
                        edition.moduleId(),
                        tick.state().ordinal())
                .addValue(tick.note())
                .addValue(tick.evidence())
                .addValue(tick.launch())
                .addArrayOfUUID(edition.waived().toArray(UUID[]::new))
                .addValue(edition.basis())
                .addArrayOfInteger(boxed(waived))
                .addValue(asset.cell() + 1)
                .addValue(Arrays.stream(waived).sum());
        List<Part> parts = edition.parts(asset);
        Tuple bound = RecordSql.bind(values, edition).addValue(tick.shareNote());
        return client.preparedQuery(parts.isEmpty() ? TICK : TICK_WITH_PARTS)
                .execute(RecordSql.bind(bound, edition, parts))
                .map(rows -> standing(rows.iterator().next(), edition));
    }

    static Standing standing(Row row, Edition edition) {
        boolean counted = row.getValue("counted") != null;
        Short[] cells = row.getArrayOfShorts(counted ? "counted" : "cells");
        Integer basis = counted ? Integer.valueOf(edition.basis()) : row.getInteger("basis");
        boolean issued = row.getUUID("issued_id") != null;
        return new Standing(
                basis == null ? edition.basis() : basis,
                cells == null ? edition.waivedByCell() : ints(cells),
                AssetState.of(row.getInteger("state")),
                row.getBoolean("changed"),
                issued,
                issued ? earned(row, "issued", null) : earned(row, "record", row.getString("event")));
    }

    private static int[] ints(Short[] cells) {
        return Arrays.stream(cells).mapToInt(Short::intValue).toArray();
    }

    private static Standing.@Nullable Earned earned(Row row, String which, @Nullable String event) {
        return row.getUUID(which + "_id") == null
                ? null
                : new Standing.Earned(
                        row.getUUID(which + "_id"),
                        row.getString(which + "_code"),
                        row.getOffsetDateTime(which + "_at").toInstant(),
                        row.getUUID(which + "_version"),
                        row.getInteger(which + "_cycle"),
                        event);
    }

    private static final String LOCK =
            "select learner_id from summary where module_id = $1 and learner_id = any($2) and basis <= $3"
                    + " order by learner_id for update";

    /* $1 version, $2 learners, $3 waived, $4 basis, $5 module, $6 cycle, $7 and $8 the newest recertification. */
    private static final String RECOUNT = """
            with asked as (
              select l.learner_id, t.since, t.covered
              from unnest($2::uuid[]) as l(learner_id) cross join lateral terms(l.learner_id, $5, $1, $6, $7, $8) t
            ), grid as (
              select a.learner_id, a.since, a.covered, v.cell, count(*) filter (where v.asset_id = any($3::uuid[])
                or v.asset_id = any(a.covered) or p.state > 1 and (a.since is null or p.completed_at >= a.since)) as n
              from asked a cross join version_asset v
              left join progress p on p.learner_id = a.learner_id and p.asset_id = v.asset_id
              where v.version_id = $1 group by 1, 2, 3, 4
            ), counts as (
              select learner_id, since, covered, array_agg(n::smallint order by cell) as cells, sum(n)::int as completed
              from grid group by 1, 2, 3
            )
            update summary s set cells = c.cells, completed = c.completed, basis = $4, since = c.since, covered = c.covered
            from counts c
            where s.learner_id = c.learner_id and s.module_id = $5 and s.basis <= $4
            returning s.learner_id
            """;

    /**
     * Brings the summaries of these learners to an edition: in the caller's transaction, which holds their
     * locks from here on, so that no tick is missed.
     */
    public Future<Integer> recount(SqlConnection connection, Edition edition, List<UUID> learners) {
        UUID[] all = learners.toArray(UUID[]::new);
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(edition.moduleId()).addArrayOfUUID(all).addValue(edition.basis()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID(0))
                        .toArray(UUID[]::new))
                .compose(stale -> stale.length == 0
                        ? Future.succeededFuture(0)
                        : recountLocked(connection, edition, stale)
                                .compose(rows ->
                                        issue(connection, edition, stale).map(rows.rowCount())));
    }

    private static Future<RowSet<Row>> recountLocked(SqlConnection connection, Edition edition, UUID[] stale) {
        return connection
                .preparedQuery(RECOUNT)
                .execute(Tuple.of(edition.versionId())
                        .addArrayOfUUID(stale)
                        .addArrayOfUUID(edition.waived().toArray(UUID[]::new))
                        .addValue(edition.basis())
                        .addValue(edition.moduleId())
                        .addValue(edition.cycle())
                        .addValue(edition.renewal().recertified())
                        .addValue(edition.renewal().sinceInUtc()));
    }

    private static final String ISSUE = issue(false);
    private static final String ISSUE_WITH_PARTS = issue(true);

    private static String issue(boolean parts) {
        return """
            with counted as (
              select learner_id, cells, completed, since, covered from summary where module_id = $1 and learner_id = any($2)
            ), finished as (
            """ + RecordSql.bySummary(parts) + """
            )
            insert into outbox as o (kind, key, lane, learner_id, subject_id, registration_id, body)
            select 'score', concat_ws(':', l.learner_id, l.resource_link_id, $1), l.learner_id::text, l.learner_id, l.resource_link_id,
              k.registration_id, jsonb_build_object('module', $1)
            from learner_link l join resource_link k on k.id = l.resource_link_id
            where l.module_id = $1 and l.learner_id = any($2)
            on conflict (kind, key) where state = 'waiting' do update set causes = o.causes + 1, updated_at = now()
            """;
    }

    private static Future<Void> issue(SqlConnection connection, Edition edition, UUID[] learners) {
        Tuple values = Tuple.of(edition.moduleId())
                .addArrayOfUUID(learners)
                .addArrayOfUUID(edition.waived().toArray(UUID[]::new))
                .addValue(edition.basis());
        List<Part> parts = edition.parts();
        return connection
                .preparedQuery(parts.isEmpty() ? ISSUE : ISSUE_WITH_PARTS)
                .execute(RecordSql.bind(RecordSql.bind(values, edition), edition, parts))
                .mapEmpty();
    }

    static Integer[] boxed(int[] values) {
        return Arrays.stream(values).boxed().toArray(Integer[]::new);
    }

    private static final String STALE =
            "select learner_id from summary where module_id = $1 and basis < $2 order by learner_id limit $3";

    /** Some learners whose summary was made for an earlier edition. */
    public Future<List<UUID>> stale(SqlClient client, Edition edition, int limit) {
        return client.preparedQuery(STALE)
                .execute(Tuple.of(edition.moduleId(), edition.basis(), limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID(0))
                        .toList());
    }

    private static final String SUMMARY =
            "select basis, cells, since, covered from summary where learner_id = $1 and module_id = $2";

    /** What a learner's summary says; empty for who never touched the module. */
    public Future<Optional<Counts>> counts(SqlClient client, UUID learner, UUID module) {
        return client.preparedQuery(SUMMARY)
                .execute(Tuple.of(learner, module))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Counts(
                                row.getInteger("basis"),
                                ints(row.getArrayOfShorts("cells")),
                                time(row, "since"),
                                Set.of(row.getArrayOfUUIDs("covered"))))
                        .findFirst());
    }

    /**
     * Completed assets by cell index, for the edition that the basis names.
     *
     * @param since ticks made before do not count; null = all do
     * @param covered assets that an earlier record stands for
     */
    public record Counts(int basis, int[] cells, @Nullable Instant since, Set<UUID> covered) {

        static Counts none(Edition edition) {
            return new Counts(edition.basis(), edition.waivedByCell(), null, Set.of());
        }
    }

    private static final String ASSETS = """
            select p.asset_id, p.state, p.opened_at, p.completed_at, nullif(p.note, '') as note, p.note_shared,
              nullif(p.evidence, '') as evidence, p.verified_at, p.verified_reason, p.verifier, p.verified_place
            from progress p where p.learner_id = $1 and p.module_id = $2
            """;

    /** What a learner did in a module, by asset. */
    public Future<Map<UUID, AssetProgress>> assets(SqlClient client, UUID learner, UUID module) {
        return client.preparedQuery(ASSETS)
                .execute(Tuple.of(learner, module))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ProgressStore::asset)
                        .collect(Collectors.toMap(AssetProgress::asset, Function.identity())));
    }

    private static AssetProgress asset(Row row) {
        Instant verified = time(row, "verified_at");
        return new AssetProgress(
                row.getUUID("asset_id"),
                AssetState.of(row.getInteger("state")),
                time(row, "opened_at"),
                time(row, "completed_at"),
                row.getString("note"),
                row.getBoolean("note_shared"),
                row.getString("evidence"),
                verified == null
                        ? null
                        : new AssetProgress.Verification(
                                verified,
                                row.getString("verifier"),
                                row.getString("verified_place"),
                                row.getString("verified_reason")));
    }

    private static @Nullable Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static final String RECORD = RecordSql.standing("$1", "$2");

    /** The record by which a learner is measured: of those that stand the newest. */
    public Future<Optional<Standing.Earned>> record(SqlClient client, UUID learner, UUID module) {
        return client.preparedQuery(RECORD)
                .execute(Tuple.of(learner, module))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> Optional.ofNullable(earned(row, "record", row.getString("event"))))
                        .findFirst()
                        .flatMap(found -> found));
    }

    private static final String PART_RECORDS = """
            select distinct on (r.rule) r.rule, r.id as record_id, r.code as record_code, r.issued_at as record_at,
              r.version_id as record_version, r.cycle as record_cycle, e.kind as event
            from record r left join lateral (
              select kind from record_event where record_id = r.id order by id desc limit 1) e on true
            where r.learner_id = $1 and r.module_id = $2 and r.part is not null
            order by r.rule, r.cycle desc
            """;

    /** By rule, of each part the record of the newest cycle. */
    Future<Map<String, Standing.Earned>> partRecords(SqlClient client, UUID learner, UUID module) {
        return client.preparedQuery(PART_RECORDS)
                .execute(Tuple.of(learner, module))
                .map(rows -> {
                    Map<String, Standing.Earned> byRule = new HashMap<>();
                    rows.forEach(
                            row -> byRule.put(row.getString("rule"), earned(row, "record", row.getString("event"))));
                    return Map.copyOf(byRule);
                });
    }

    private static final String PINNED = """
            select count(*)::int as total, count(*) filter (where v.asset_id = any($6::uuid[]) or p.state > 1
              or exists (select from record r cross join lateral jsonb_array_elements(r.evidence) e
                where r.learner_id = $1 and r.id = $5 and e ->> 'asset' = v.asset_id::text))::int as completed
            from version_asset v left join progress p on p.learner_id = $1 and p.asset_id = v.asset_id
            where v.version_id = $2 and v.environment = $3 and ($4::int is null or v.level = $4)
            """;

    /** How much of a part of a record's version its holder has, by the record or since. */
    Future<Edition.Share> pinned(
            SqlClient client,
            UUID learner,
            Edition edition,
            Standing.Earned record,
            String environment,
            @Nullable Integer level) {
        return client.preparedQuery(PINNED)
                .execute(Tuple.of(learner, record.version(), environment, level, record.id())
                        .addArrayOfUUID(edition.waived().toArray(UUID[]::new)))
                .map(rows -> rows.iterator().next())
                .map(row -> new Edition.Share(row.getInteger("completed"), row.getInteger("total")));
    }

    private static final String CHOSEN = "select path from learner_choice where learner_id = $1 and module_id = $2";

    /** The first environment of the path a learner chose. */
    public Future<Optional<String>> chosenPath(SqlClient client, UUID learner, UUID module) {
        return client.preparedQuery(CHOSEN)
                .execute(Tuple.of(learner, module))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .flatMap(row -> Optional.ofNullable(row.getString("path")).stream())
                        .findFirst());
    }

    private static final String CHOOSE = """
            insert into learner_choice (learner_id, module_id, path) values ($1, $2, $3)
            on conflict (learner_id, module_id) do update set path = excluded.path
            """;

    public Future<Void> choosePath(SqlClient client, UUID learner, UUID module, String first) {
        return client.preparedQuery(CHOOSE)
                .execute(Tuple.of(learner, module, first))
                .mapEmpty();
    }
}
