package dev.waymark.server.admin;

import dev.waymark.server.web.Listing;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Finds records for administrators. */
final class LedgerStore {
    static final int PAGE = 25;

    private static final String FOUND = """
            with found as (
              select r.*, m.slug, count(*) over ()::int as total from record r join module m on m.id = r.module_id
              where $1 = '' or r.learner_name ilike '%' || $1 || '%' or m.slug = lower($2) or r.id::text = lower($2)
                or r.learner_id::text = lower($2) or r.code = $2
              order by r.issued_at desc, r.id limit 25 offset $3
            )
            select f.id, f.learner_name, f.code, f.cycle, f.issued_at, f.total, v.number, v.model ->> 'title' as title,
              part_names(f.rule, v.model) as part,
              (select e.kind from record_event e where e.record_id = f.id order by e.id desc limit 1) as status,
              coalesce((select jsonb_agg(jsonb_build_object('kind', e.kind, 'at', e.at, 'reason', e.reason) order by e.at) from (
                select kind, at, reason from record_event where record_id = f.id
                union all select 'reissued', signed_at, reason from credential where record_id = f.id and id <> f.id) e), '[]')
                as events
            from found f join module_version v on v.id = f.version_id order by f.issued_at desc, f.id
            """;

    /** @param asked part of the name, the module's slug, or the id or code of one record or learner */
    Future<List<Found>> records(SqlClient client, Listing asked) {
        return client.preparedQuery(FOUND)
                .execute(Tuple.of(asked.escaped(), asked.query(), asked.skipped()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(LedgerStore::found)
                        .toList());
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
                row.getString("status"),
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
            @Nullable String status,
            List<LedgerView.Event> events,
            int total) {}
}
