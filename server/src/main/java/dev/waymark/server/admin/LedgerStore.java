package dev.waymark.server.admin;

import dev.waymark.server.records.RecordStatus;
import dev.waymark.server.records.ledger.RecordFilter;
import dev.waymark.server.records.ledger.RecordFilterSql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Finds records for administrators. */
final class LedgerStore {
    static final int PAGE = 25;

    private static final String FOUND = """
            with found as (
              select r.*, m.slug, count(*) over ()::int as total,
            """ + RecordFilterSql.STATUS + """
                as status
              from record r join module m on m.id = r.module_id where (
            """ + RecordFilterSql.WHERE + """
              ) order by r.issued_at desc, r.id limit 25 offset $7
            )
            select f.id, f.learner_name, f.code, f.cycle, f.issued_at, f.total, f.status, v.number, v.model ->> 'title' as title,
              part_names(f.rule, v.model) as part,
              coalesce((select jsonb_agg(jsonb_build_object('kind', e.kind, 'at', e.at, 'reason', e.reason) order by e.at) from (
                select kind, at, reason from record_event where record_id = f.id
                union all select 'reissued', signed_at, reason from credential where record_id = f.id and id <> f.id) e), '[]')
                as events
            from found f join module_version v on v.id = f.version_id order by f.issued_at desc, f.id
            """;

    Future<List<Found>> records(SqlClient client, RecordFilter filter, int skipped) {
        return client.preparedQuery(FOUND)
                .execute(RecordFilterSql.values(filter).addValue(skipped))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(LedgerStore::found)
                        .toList());
    }

    private static final String MODULES = """
            select m.slug, v.model ->> 'title' as title from module m join module_version v on v.id = m.current_version
            order by lower(v.model ->> 'title'), m.slug
            """;

    /** Titles by slug, of every module that was published. */
    Future<Map<String, String>> modules(SqlClient client) {
        return client.query(MODULES).execute().map(rows -> {
            Map<String, String> titles = new LinkedHashMap<>();
            rows.forEach(row -> titles.put(row.getString("slug"), row.getString("title")));
            return titles;
        });
    }

    private static Found found(Row row) {
        String[] part = row.getArrayOfStrings("part");
        JsonArray events = (JsonArray) row.getJson("events");
        return new Found(
                row.getUUID("id").toString(),
                row.getString("learner_name"),
                row.getString("code"),
                row.getInteger("cycle"),
                row.getOffsetDateTime("issued_at").toInstant().toString(),
                row.getString("title"),
                part == null ? null : List.of(part),
                row.getInteger("number"),
                RecordStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                events.stream().map(event -> event((JsonObject) event)).toList(),
                row.getInteger("total"));
    }

    private static LedgerView.Event event(JsonObject event) {
        return new LedgerView.Event(
                event.getString("kind"),
                OffsetDateTime.parse(event.getString("at")).toInstant().toString(),
                event.getString("reason"));
    }

    /**
     * @param part names what a record is for that is not of the whole module
     * @param status what ended or replaced it; null while it stands
     * @param events oldest first, signing it again among them
     */
    record Found(
            String id,
            @Nullable String name,
            String code,
            int cycle,
            String issuedAt,
            String title,
            @Nullable List<String> part,
            int version,
            RecordStatus status,
            List<LedgerView.Event> events,
            int total) {}
}
