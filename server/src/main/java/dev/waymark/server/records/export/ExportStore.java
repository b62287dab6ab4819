package dev.waymark.server.records.export;

import dev.waymark.server.records.RecordStatus;
import dev.waymark.server.records.export.Export.Form;
import dev.waymark.server.records.export.Export.Reason;
import dev.waymark.server.records.export.Export.State;
import dev.waymark.server.records.export.Export.Wish;
import dev.waymark.server.records.ledger.Entry;
import dev.waymark.server.records.ledger.RecordFilter;
import dev.waymark.server.records.ledger.RecordFilterSql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Exports, their parts, and the jobs that fill these. */
final class ExportStore {

    /** For how long an export is kept from when it was finished. */
    static final int KEPT_DAYS = 7;

    private static final String ADD = """
            insert into record_export (id, asked_by, form, certificates, locale, query, module, status, issued_from, issued_to,
              records, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, now() + make_interval(days => $11))
            """;

    private static final String PLAN = """
            with numbered as (
              select r.id, row_number() over (order by r.issued_at, r.id) - 1 as n
              from record r join module m on m.id = r.module_id
              where (
            """ + RecordFilterSql.WHERE + """
              ) order by r.issued_at, r.id limit $7
            ), part as (
              insert into record_export_part (export_id, number, record_ids)
              select $8, n / $9, array_agg(id order by n) from numbered group by n / $9
              returning cardinality(record_ids) as records
            )
            select coalesce(sum(records), 0)::int as records from part
            """;

    private static final String COUNTED = "update record_export set records = $2 where id = $1";

    /**
     * Adds an export with its plan, in a transaction of the caller's, and answers how many records it has: one more than
     * its kind takes says that there are too many. Fails (23505) while the same administrator has another one at work.
     */
    Future<Integer> add(SqlClient client, UUID id, UUID askedBy, Wish wish) {
        RecordFilter filter = wish.filter();
        Tuple export = Tuple.of(id, askedBy, word(wish.form()), wish.certificates())
                .addValue(wish.locale().toLanguageTag())
                .addValue(filter.query())
                .addValue(filter.module())
                .addValue(RecordFilter.word(filter.status()))
                .addValue(filter.from())
                .addValue(filter.to())
                .addValue(KEPT_DAYS);
        Tuple plan = RecordFilterSql.values(filter)
                .addValue(wish.most() + 1)
                .addValue(id)
                .addValue(wish.partSize());
        return client.preparedQuery(ADD)
                .execute(export)
                .compose(added -> client.preparedQuery(PLAN).execute(plan))
                .map(rows -> rows.iterator().next().getInteger("records"))
                .compose(records -> client.preparedQuery(COUNTED)
                        .execute(Tuple.of(id, records))
                        .map(records));
    }

    private static final String QUEUE = """
            insert into outbox (kind, key, lane, subject_id) values ($2, $1::uuid::text, $2, $1)
            on conflict (kind, key) where state = 'waiting' do nothing
            """;

    /** Has the next turn taken. All exports share one lane, so their turns come one after the other, across nodes. */
    Future<Void> queue(SqlClient client, UUID id) {
        return client.preparedQuery(QUEUE).execute(Tuple.of(id, ExportJob.KIND)).mapEmpty();
    }

    private static final String SELECT = """
            select e.*, l.name as asked_by_name, p.parts, p.done, p.bytes,
              p.done > 0 or exists (select from outbox o where o.kind = 'record-export' and o.lane = 'record-export'
                and o.state = 'sending' and o.subject_id = e.id) as begun
            from record_export e left join learner l on l.id = e.asked_by
            cross join lateral (
              select count(*)::int as parts, coalesce(sum(cardinality(record_ids)) filter (where sheet is not null), 0)::int as done,
                coalesce(sum(octet_length(sheet) + coalesce(octet_length(files), 0)), 0)::bigint as bytes
              from record_export_part where export_id = e.id) p
            """;

    private static final String ALL = SELECT + "where e.expires_at > now() order by e.created_at desc, e.id limit 200";
    private static final String ONE = SELECT + "where e.expires_at > now() and e.id = $1";

    /** Newest first, those of every administrator. */
    Future<List<Export>> all(SqlClient client) {
        return client.query(ALL).execute().map(ExportStore::exports);
    }

    Future<Optional<Export>> one(SqlClient client, UUID id) {
        return client.preparedQuery(ONE)
                .execute(Tuple.of(id))
                .map(rows -> exports(rows).stream().findFirst());
    }

    private static List<Export> exports(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(ExportStore::export)
                .toList();
    }

    private static Export export(Row row) {
        String status = row.getString("status");
        String reason = row.getString("reason");
        OffsetDateTime finished = row.getOffsetDateTime("finished_at");
        return new Export(
                row.getUUID("id"),
                row.getString("asked_by_name"),
                new Wish(
                        Form.valueOf(constant(row.getString("form"))),
                        row.getBoolean("certificates"),
                        Locale.forLanguageTag(row.getString("locale")),
                        new RecordFilter(
                                row.getString("query"),
                                row.getString("module"),
                                status.isEmpty() ? null : RecordStatus.valueOf(constant(status)),
                                row.getLocalDate("issued_from"),
                                row.getLocalDate("issued_to"))),
                state(row),
                reason == null ? null : Reason.valueOf(constant(reason)),
                row.getInteger("records"),
                row.getInteger("done"),
                row.getInteger("parts"),
                row.getLong("bytes"),
                row.getOffsetDateTime("created_at").toInstant(),
                finished == null ? null : finished.toInstant(),
                row.getOffsetDateTime("expires_at").toInstant());
    }

    private static State state(Row row) {
        return switch (row.getString("state")) {
            case "ready" -> State.READY;
            case "failed" -> State.FAILED;
            default -> row.getBoolean("begun") ? State.RUNNING : State.WAITING;
        };
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    private static final String NEXT = """
            select p.number, p.record_ids from record_export_part p join record_export e on e.id = p.export_id
            where e.id = $1 and e.state = 'working' and p.sheet is null order by p.number limit 1
            """;

    /** The first part that is not written yet. */
    Future<Optional<Part>> next(SqlClient client, UUID id) {
        return client.preparedQuery(NEXT)
                .execute(Tuple.of(id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Part(row.getInteger("number"), List.of(row.getArrayOfUUIDs("record_ids"))))
                        .findFirst());
    }

    /** @param records in the order of the export */
    record Part(int number, List<UUID> records) {}

    private static final String ASIDE = """
            select r.id, c.title, coalesce(s.offered, 0) as offered, coalesce(s.delivered, 0) as delivered
            from record r left join context c on c.id = r.context_id
            left join lateral (
              select count(*)::int as offered, (count(*) filter (where delivered))::int as delivered
              from score_sent where learner_id = r.learner_id and module_id = r.module_id and r.part is null) s on true
            where r.id = any($1)
            """;

    /** What other slices know of records. */
    Future<Map<UUID, Aside>> aside(SqlClient client, List<UUID> records) {
        return client.preparedQuery(ASIDE)
                .execute(Tuple.tuple().addArrayOfUUID(records.toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, Aside> found = new HashMap<>();
                    rows.forEach(row -> found.put(
                            row.getUUID("id"),
                            new Aside(row.getString("title"), row.getInteger("offered"), row.getInteger("delivered"))));
                    return found;
                });
    }

    /**
     * @param context title of the context in which the record was earned
     * @param offered to how many line items the score that a whole module's record tells of was offered, {@code delivered} of
     *     which have it
     */
    record Aside(@Nullable String context, int offered, int delivered) {}

    private static final String KEEP = """
            with unchanged as (
              select r.id from record r join unnest($5::uuid[], $6::uuid[]) as written (id, learner)
                on r.id = written.id and r.learner_id = written.learner
              for share of r
            )
            update record_export_part set sheet = $3, files = $4
            where export_id = $1 and number = $2 and sheet is null and (select count(*) from unchanged) = cardinality($5::uuid[])
            """;

    /**
     * Stores a part, unless another node was first, or somebody was erased whose record was read before: then it has to
     * be read again.
     *
     * @param written the records as they were read
     * @param files a ZIP of its own; null for a table alone
     */
    Future<Void> keep(SqlClient client, UUID id, int part, List<Entry> written, Buffer sheet, @Nullable Buffer files) {
        return client.preparedQuery(KEEP)
                .execute(Tuple.of(id, part, sheet, files)
                        .addArrayOfUUID(written.stream()
                                .map(entry -> entry.record().id())
                                .toArray(UUID[]::new))
                        .addArrayOfUUID(written.stream()
                                .map(entry -> entry.record().learnerId())
                                .toArray(UUID[]::new)))
                .mapEmpty();
    }

    private static final String FINISH = """
            update record_export set state = 'ready', finished_at = now(), expires_at = now() + make_interval(days => $2)
            where id = $1 and state = 'working'
              and not exists (select from record_export_part where export_id = $1 and sheet is null)
            """;

    Future<Void> finish(SqlClient client, UUID id) {
        return client.preparedQuery(FINISH).execute(Tuple.of(id, KEPT_DAYS)).mapEmpty();
    }

    private static final String FAIL =
            "update record_export set state = 'failed', reason = $2 where id = $1 and state = 'working'";

    Future<Void> fail(SqlClient client, UUID id, Reason reason) {
        return client.preparedQuery(FAIL).execute(Tuple.of(id, word(reason))).mapEmpty();
    }

    private static final String RESUME = """
            update record_export set state = 'working', reason = null, expires_at = now() + make_interval(days => $2)
            where id = $1 and state = 'failed' and reason = 'broken'
            """;

    /** Answers whether there was something to go on with. Fails (23505) as {@link #add} does. */
    Future<Boolean> resume(SqlClient client, UUID id) {
        return client.preparedQuery(RESUME).execute(Tuple.of(id, KEPT_DAYS)).map(rows -> rows.rowCount() > 0);
    }

    private static final String SHEET =
            "select sheet as content from record_export_part where export_id = $1 and number = $2";

    /** Empty once the export is gone. */
    Future<Optional<Buffer>> sheet(SqlClient client, UUID id, int part) {
        return content(client, SHEET, id, part);
    }

    private static final String FILES =
            "select files as content from record_export_part where export_id = $1 and number = $2";

    Future<Optional<Buffer>> files(SqlClient client, UUID id, int part) {
        return content(client, FILES, id, part);
    }

    private static Future<Optional<Buffer>> content(SqlClient client, String sql, UUID id, int part) {
        return client.preparedQuery(sql)
                .execute(Tuple.of(id, part))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .flatMap(row -> Optional.ofNullable(row.getBuffer("content")).stream())
                        .findFirst());
    }

    private static final String DELETE = "delete from record_export where id = $1";

    /** Answers whether it was there. */
    Future<Boolean> delete(SqlClient client, UUID id) {
        return client.preparedQuery(DELETE).execute(Tuple.of(id)).map(rows -> rows.rowCount() > 0);
    }

    private static final String PURGE = "delete from record_export where expires_at < now()";

    /** Forgets what is old enough. */
    Future<Void> purge(SqlClient client) {
        return client.query(PURGE).execute().mapEmpty();
    }
}
