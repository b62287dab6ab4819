package dev.waymark.server.admin;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The outbox as a ledger: what was sent, what waits, what failed and why. */
public final class DeliveryStore {
    private static final String LIST = """
            select o.id, o.kind, o.state, o.attempts, o.causes, o.reason, o.created_at, o.updated_at, o.due_at,
              o.learner_id, l.name as learner, coalesce(k.title, c.title, o.body ->> 'assetTitle', o.body ->> 'title') as subject,
              coalesce(r.issuer, d.name) as issuer, s.shown, s.shown_by,
              count(*) over () as total
            from outbox o
            left join learner l on l.id = o.learner_id
            left join resource_link k on k.id = o.subject_id
            left join context c on c.id = o.subject_id
            left join registration r on r.id = o.registration_id
            left join destination d on o.kind in ('xapi', 'webhook') and d.id::text = o.lane
            left join score_sent s on o.kind = 'score' and s.learner_id = o.learner_id and s.resource_link_id = o.subject_id
              and s.module_id::text = o.body ->> 'module'
            where o.state = any($1)
            order by o.updated_at desc, o.id limit $2 offset $3
            """;

    /** @param shown what the LMS's grade book showed when it was last read, on a scale of 100 */
    record Delivery(
            UUID id,
            String kind,
            String state,
            int attempts,
            int causes,
            @Nullable String reason,
            OffsetDateTime createdAt,
            OffsetDateTime updatedAt,
            OffsetDateTime dueAt,
            @Nullable UUID learner,
            @Nullable String learnerName,
            @Nullable String subject,
            @Nullable String issuer,
            @Nullable Double shown,
            @Nullable String shownBy,
            int total) {}

    Future<List<Delivery>> list(SqlClient client, List<String> states, int limit, int offset) {
        return client.preparedQuery(LIST)
                .execute(Tuple.of(states.toArray(String[]::new), limit, offset))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(DeliveryStore::delivery)
                        .toList());
    }

    private static Delivery delivery(Row row) {
        return new Delivery(
                row.getUUID("id"),
                row.getString("kind"),
                row.getString("state"),
                row.getInteger("attempts"),
                row.getInteger("causes"),
                row.getString("reason"),
                row.getOffsetDateTime("created_at"),
                row.getOffsetDateTime("updated_at"),
                row.getOffsetDateTime("due_at"),
                row.getUUID("learner_id"),
                row.getString("learner"),
                row.getString("subject"),
                row.getString("issuer"),
                row.getDouble("shown"),
                row.getString("shown_by"),
                row.getInteger("total"));
    }

    private static final String REPLAY = """
            with finished as (
              update outbox set state = 'superseded', updated_at = now(), reason = coalesce(reason || ' ', '') || 'Sent again.'
              where id = $1 and state in ('failed', 'delivered')
              returning kind, key, lane, learner_id, subject_id, registration_id, body
            ), hurried as (
              update outbox set due_at = now() where id = $1 and state = 'waiting' returning id
            ), again as (
              insert into outbox as o (kind, key, lane, learner_id, subject_id, registration_id, body)
              select kind, key, lane, learner_id, subject_id, registration_id, body || '{"force": true}' from finished
              on conflict (kind, key) where state = 'waiting' do update set due_at = now(), body = o.body || '{"force": true}'
              returning id
            )
            select id from again union all select id from hurried
            """;

    /** Queues a finished delivery once more, or a waiting one at once; answers the id of what now waits. */
    Future<List<UUID>> replay(SqlClient client, UUID id) {
        return client.preparedQuery(REPLAY)
                .execute(Tuple.of(id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("id"))
                        .toList());
    }

    private static final String PURGE =
            "delete from outbox where state in ('delivered', 'superseded') and updated_at < now() - interval '90 days'";

    /** Forgets what was delivered long ago. */
    public Future<Void> purge(SqlClient client) {
        return client.query(PURGE).execute().mapEmpty();
    }
}
