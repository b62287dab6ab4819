package dev.waymark.server.admin;

import dev.waymark.server.web.Listing;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Finds people and what administrators did. */
final class PeopleStore {
    static final int PAGE = 25;

    private static final String PEOPLE = """
            with found as (
              select l.*, count(*) over ()::int as total from learner l
              where l.sub not like 'erased:%' and ($1 = '' or l.name ilike '%' || $1 || '%' or l.id::text = lower($2) or l.sub = $2)
              order by lower(l.name) nulls last, l.id limit 25 offset $3
            )
            select f.id, f.name, f.last_seen, f.total, coalesce(p.name, p.issuer, '—') as platform,
              array(select coalesce(c.title, c.label, '—') from membership m join context c on c.id = m.context_id
                where m.learner_id = f.id order by 1 limit 10) as contexts,
              (select count(*) from record r where r.learner_id = f.id)::int as records
            from found f left join platform p on p.id = f.platform_id order by lower(f.name) nulls last, f.id
            """;

    /** @param asked part of a name, or an id */
    Future<List<Person>> people(SqlClient client, Listing asked) {
        return client.preparedQuery(PEOPLE)
                .execute(Tuple.of(asked.escaped(), asked.query(), asked.skipped()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(PeopleStore::person)
                        .toList());
    }

    private static Person person(Row row) {
        return new Person(
                row.getUUID("id"),
                row.getString("name"),
                row.getString("platform"),
                List.of(row.getArrayOfStrings("contexts")),
                row.getOffsetDateTime("last_seen").toInstant(),
                row.getInteger("records"),
                row.getInteger("total"));
    }

    record Person(
            UUID id,
            @Nullable String name,
            String platform,
            List<String> contexts,
            Instant lastSeen,
            int records,
            int total) {}

    private static final String AUDIT = """
            select id, at, actor, action, subject, nullif(detail, '{}')::text as detail, count(*) over ()::int as total from audit
            where $1 = '' or actor ilike '%' || $1 || '%' or action ilike '%' || $1 || '%' or subject ilike '%' || $1 || '%'
            order by id desc limit 25 offset $2
            """;

    Future<List<Entry>> audit(SqlClient client, Listing asked) {
        return client.preparedQuery(AUDIT)
                .execute(Tuple.of(asked.escaped(), asked.skipped()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Entry(
                                row.getOffsetDateTime("at").toInstant(),
                                row.getString("actor"),
                                row.getString("action"),
                                row.getString("subject"),
                                row.getString("detail"),
                                row.getInteger("total")))
                        .toList());
    }

    record Entry(
            Instant at,
            String actor,
            String action,
            String subject,
            @Nullable String detail,
            int total) {}
}
