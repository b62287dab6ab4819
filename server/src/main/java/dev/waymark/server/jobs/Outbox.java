package dev.waymark.server.jobs;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The transactional outbox: rows are enqueued by the statements that cause them. */
public final class Outbox {

    private static final String CLAIM = """
            with due as (
              select id from (
                select distinct on (kind, lane) id, due_at, kind, lane from outbox o
                where kind = any($1) and (state = 'waiting' and due_at <= now() or state = 'sending' and claimed_until < now())
                  and not exists (select from outbox s where s.kind = o.kind and s.lane = o.lane
                    and s.state = 'sending' and s.id <> o.id)
                order by kind, lane, due_at limit 500) lanes
              where pg_try_advisory_xact_lock(hashtextextended(kind || lane, 0))
              order by due_at limit $2
            )
            update outbox o set state = 'sending', attempts = attempts + 1, updated_at = now(),
              claimed_until = now() + interval '90 seconds'
            from due where o.id = due.id and (o.state = 'waiting' or o.claimed_until < now())
            returning o.id, o.kind, o.key, o.learner_id, o.subject_id, o.registration_id, o.body::text as body, o.attempts
            """;

    /** Takes due jobs, one of each lane at the most. */
    public Future<List<Job>> claim(SqlClient client, Set<String> kinds, int limit) {
        return client.preparedQuery(CLAIM)
                .execute(Tuple.of(kinds.toArray(String[]::new), limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Outbox::job)
                        .toList());
    }

    private static Job job(Row row) {
        return new Job(
                row.getUUID("id"),
                row.getString("kind"),
                row.getString("key"),
                row.getUUID("learner_id"),
                row.getUUID("subject_id"),
                row.getUUID("registration_id"),
                dev.waymark.server.web.Json.parse(row.getString("body")),
                row.getInteger("attempts"));
    }

    private static final String RENEW =
            "update outbox set claimed_until = now() + interval '90 seconds' where id = any($1) and state = 'sending'";

    /** Keeps jobs that are still at work from being claimed again. */
    public Future<Void> renew(SqlClient client, Collection<UUID> ids) {
        return client.preparedQuery(RENEW)
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .mapEmpty();
    }

    private static final String FINISH = """
            update outbox set state = $2, reason = $3, claimed_until = null, updated_at = now()
            where id = $1 and state = 'sending'
            """;

    public Future<Void> finish(SqlClient client, UUID id, String state, String reason) {
        return client.preparedQuery(FINISH).execute(Tuple.of(id, state, reason)).mapEmpty();
    }

    private static final String AGAIN = """
            update outbox o set claimed_until = null, updated_at = now(), reason = $3, due_at = $2,
              state = case when exists (select from outbox n where n.kind = o.kind and n.key = o.key and n.state = 'waiting')
                then 'superseded' else 'waiting' end
            where id = $1 and state = 'sending'
            """;

    /** Back into the queue, or superseded when a newer cause already waits. */
    public Future<Void> again(SqlClient client, UUID id, Duration delay, String reason) {
        OffsetDateTime due = OffsetDateTime.now(ZoneOffset.UTC).plus(delay);
        return client.preparedQuery(AGAIN).execute(Tuple.of(id, due, reason)).mapEmpty();
    }
}
