package dev.waymark.server.progress;

import dev.waymark.server.editions.Edition;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
     * recounts first.
     */
    private static final String TICK = """
            with ticked as (
              insert into progress as p
                (learner_id, asset_id, module_id, state, opened_at, completed_at, note, note_shared, evidence)
              select $1, $2, $3, $4::smallint, case when $4 > 0 then now() end, case when $4 > 1 then now() end, $5,
                coalesce($20::boolean, false), $6
              where $4 > 0 or exists (select from progress where learner_id = $1 and asset_id = $2)
              on conflict (learner_id, asset_id) do update set
                prior = p.state,
                state = case when excluded.state = 1 then greatest(p.state, 1::smallint) else excluded.state end,
                opened_at = coalesce(p.opened_at, excluded.opened_at),
                completed_at = case excluded.state
                  when 2 then coalesce(p.completed_at, excluded.completed_at) when 1 then p.completed_at end,
                note = coalesce(excluded.note, p.note),
                note_shared = coalesce($20, p.note_shared),
                evidence = coalesce(excluded.evidence, p.evidence),
                updated_at = now()
              where p.state <> 3 and (excluded.state <> p.state and not (excluded.state = 1 and p.state > 1)
                or excluded.note is distinct from coalesce(p.note, '') and excluded.note is not null
                or excluded.evidence is distinct from coalesce(p.evidence, '') and excluded.evidence is not null)
              returning asset_id, state, prior, completed_at, evidence, opened_at, null::uuid as actor, null::uuid as place,
                null::text as reason
            )
            """ + SettlingSql.of("now()");

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
        Tuple bound = RecordSql.bind(values, edition).addValue(tick.shareNote());
        return client.preparedQuery(TICK)
                .execute(bound)
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
                issued
                        ? earned(row, "issued_id", "issued_code", "issued_at")
                        : earned(row, "record_id", "record_code", "record_at"));
    }

    private static int[] ints(Short[] cells) {
        return Arrays.stream(cells).mapToInt(Short::intValue).toArray();
    }

    private static Standing.@Nullable Earned earned(Row row, String id, String code, String at) {
        return row.getUUID(id) == null
                ? null
                : new Standing.Earned(
                        row.getUUID(id),
                        row.getString(code),
                        row.getOffsetDateTime(at).toInstant(),
                        row.getString("event"));
    }

    private static final String LOCK =
            "select learner_id from summary where module_id = $1 and learner_id = any($2) and basis <= $3"
                    + " order by learner_id for update";

    private static final String RECOUNT = """
            with mine as (
              select p.learner_id, v.cell, count(*)::smallint as n
              from version_asset v join progress p using (asset_id)
              where v.version_id = $1 and p.learner_id = any($2) and (p.state > 1 or p.asset_id = any($3::uuid[]))
              group by 1, 2
            ), waived as (
              select l.learner_id, v.cell, count(*)::smallint as n
              from unnest($2::uuid[]) as l(learner_id)
              cross join version_asset v left join progress p on p.learner_id = l.learner_id and p.asset_id = v.asset_id
              where v.version_id = $1 and v.asset_id = any($3::uuid[]) and p.asset_id is null
              group by 1, 2
            ), grid as (
              select l.learner_id, i.cell, coalesce(m.n, 0) + coalesce(w.n, 0) as n
              from unnest($2::uuid[]) as l(learner_id) cross join generate_series(0, $4 - 1) as i(cell)
              left join mine m on m.learner_id = l.learner_id and m.cell = i.cell
              left join waived w on w.learner_id = l.learner_id and w.cell = i.cell
            ), counts as (
              select learner_id, array_agg(n::smallint order by cell) as cells, sum(n)::int as completed
              from grid group by learner_id
            )
            update summary s set cells = c.cells, completed = c.completed, basis = $5
            from counts c
            where s.learner_id = c.learner_id and s.module_id = $6 and s.basis <= $5
            returning s.learner_id, s.cells, s.completed
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
                        .addValue(edition.cells().size())
                        .addValue(edition.basis())
                        .addValue(edition.moduleId()));
    }

    private static final String ISSUE = """
            with counted as (
              select learner_id, cells, completed from summary where module_id = $1 and learner_id = any($2)
            ), finished as (
            """ + RecordSql.FINISHED_BY_SUMMARY + """
            ), to_sign as (
              insert into outbox (kind, key, lane, learner_id, subject_id)
              select 'credential', id::text, id::text, learner_id, id from finished
            )
            insert into outbox as o (kind, key, lane, learner_id, subject_id, registration_id, body)
            select 'score', concat_ws(':', l.learner_id, l.resource_link_id, $1), l.learner_id::text, l.learner_id, l.resource_link_id,
              k.registration_id, jsonb_build_object('module', $1)
            from learner_link l join resource_link k on k.id = l.resource_link_id
            where l.module_id = $1 and l.learner_id = any($2)
            on conflict (kind, key) where state = 'waiting' do update set causes = o.causes + 1, updated_at = now()
            """;

    private static Future<Void> issue(SqlConnection connection, Edition edition, UUID[] learners) {
        Tuple values = Tuple.of(edition.moduleId())
                .addArrayOfUUID(learners)
                .addArrayOfUUID(edition.waived().toArray(UUID[]::new))
                .addValue(edition.basis());
        return connection
                .preparedQuery(ISSUE)
                .execute(RecordSql.bind(values, edition))
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

    private static final String SUMMARY = "select basis, cells from summary where learner_id = $1 and module_id = $2";

    /** The counts by cell and the basis they were made for; empty for who never touched the module. */
    public Future<Optional<Counts>> counts(SqlClient client, UUID learner, UUID module) {
        return client.preparedQuery(SUMMARY)
                .execute(Tuple.of(learner, module))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Counts(row.getInteger("basis"), ints(row.getArrayOfShorts("cells"))))
                        .findFirst());
    }

    /** Completed assets by cell index, for the edition that the basis names. */
    public record Counts(int basis, int[] cells) {}

    private static final String ASSETS = """
            select p.asset_id, p.state, p.opened_at, p.completed_at, nullif(p.note, '') as note, p.note_shared,
              nullif(p.evidence, '') as evidence, p.verified_at, p.verified_reason, v.name as verifier, c.title as place
            from progress p left join learner v on v.id = p.verified_by left join context c on c.id = p.verified_in
            where p.learner_id = $1 and p.module_id = $2
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
                                row.getString("place"),
                                row.getString("verified_reason")));
    }

    private static @Nullable Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static final String RECORD = """
            select r.id, r.code, r.issued_at,
              (select e.kind from record_event e where e.record_id = r.id order by e.id desc limit 1) as event
            from record r where r.learner_id = $1 and r.module_id = $2 order by r.cycle desc, r.issued_at desc limit 1
            """;

    /** The newest record of a learner in a module. */
    public Future<Optional<Standing.Earned>> record(SqlClient client, UUID learner, UUID module) {
        return client.preparedQuery(RECORD)
                .execute(Tuple.of(learner, module))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> Optional.ofNullable(earned(row, "id", "code", "issued_at")))
                        .findFirst()
                        .flatMap(found -> found));
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
