package dev.waymark.server.people;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Erases a person: what counts stays under a random id that leads nowhere, what names them goes. The one place
 * that writes every slice's tables, so that nothing is left out; a test looks for the old id in all of them.
 */
final class ErasureStore {

    private static final String LOCK = "select from learner where id = $1 for update";

    Future<Boolean> lock(SqlConnection connection, UUID learner) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(learner)).map(rows -> rows.size() == 1);
    }

    /* In the order in which a tick takes its locks. $1 the learner, $2 the random id. */
    private static final List<String> REKEY = List.of(
            """
            update progress set learner_id = $2, note = null, note_shared = false, evidence = null, verified_reason = null
            where learner_id = $1
            """,
            "update progress set verified_by = $2, verifier = null where verified_by = $1",
            "update progress_event set learner_id = $2, launch_id = null, reason = null where learner_id = $1",
            "update progress_event set actor_id = $2 where actor_id = $1",
            "update summary set learner_id = $2 where learner_id = $1",
            "update score_sent set learner_id = $2 where learner_id = $1",
            "update membership set learner_id = $2, status = 'left', group_ids = '{}' where learner_id = $1",
            """
            insert into record_event (record_id, kind, actor, reason)
            select r.id, 'withdrawn', 'erasure', 'The holder was erased.' from record r where r.learner_id = $1
              and $2::uuid is not null and not exists (select from record_event e where e.record_id = r.id and e.kind = 'withdrawn')
            """,
            """
            update credential s set shared = false, naming = 'none', holder = null, actor = null, reason = null, jwt = '', jsonld = '{}'
            from record r where r.id = s.record_id and r.learner_id = $1 and $2::uuid is not null
            """,
            """
            update record set learner_id = $2, learner_name = null, launch_id = null,
              evidence = (select coalesce(jsonb_agg(item - 'link'), '[]') from jsonb_array_elements(evidence) item)
            where learner_id = $1
            """,
            """
            with gone as (
              update record_export e set state = 'failed', reason = 'erased', query = '', finished_at = null
              where exists (select from record_export_part p join record r on r.id = any(p.record_ids)
                where p.export_id = e.id and r.learner_id = $2)
                or e.query <> '' and exists (select from learner l where l.id = $1
                  and (position(lower(e.query) in lower(l.name)) > 0 or lower(e.query) = l.id::text))
              returning e.id
            ) delete from record_export_part p using gone where p.export_id = gone.id
            """,
            "update record_export set asked_by = $2 where asked_by = $1",
            """
            update audit set detail = detail - 'q' where action = 'export.started' and exists (
              select from learner l where l.id = $1 and $2::uuid is not null
                and (position(lower(detail ->> 'q') in lower(l.name)) > 0 or lower(detail ->> 'q') = l.id::text))
            """,
            "update proof set learner_id = $2 where learner_id = $1",
            "delete from outbox where learner_id = $1 and state = 'waiting' and $2::uuid is not null",
            """
            update outbox set learner_id = $2, key = replace(key, $1::uuid::text, $2::uuid::text), lane = replace(lane, $1::uuid::text, $2::uuid::text),
              body = replace(body::text, $1::uuid::text, $2::uuid::text)::jsonb, result = replace(result::text, $1::uuid::text, $2::uuid::text)::jsonb
            where learner_id = $1
            """,
            "delete from learner_link where learner_id = $1 and $2::uuid is not null",
            "delete from digest where learner_id = $1 and $2::uuid is not null",
            "delete from renewal_mail where learner_id = $1 and $2::uuid is not null",
            "update due_date set changed_by = $2 where changed_by = $1",
            "update nudge set changed_by = $2 where changed_by = $1",
            "delete from learner_choice where learner_id = $1 and $2::uuid is not null",
            "delete from launch where learner_id = $1 and $2::uuid is not null",
            "update launch set mentees = array_replace(mentees, $1::uuid, $2::uuid) where $1 = any(mentees)",
            "update audit set subject = $2::uuid::text where subject = $1::uuid::text",
            // What they did as an administrator stays, and names nobody.
            "update audit set actor = $2::uuid::text where actor = $1::uuid::text",
            """
            update audit set detail = replace(detail::text, $1::uuid::text, $2::uuid::text)::jsonb
            where position($1::uuid::text in detail::text) > 0
            """,
            "update record_event set actor = $2::uuid::text where actor = $1::uuid::text",
            "update credential set actor = $2::uuid::text where actor = $1::uuid::text",
            "update waiver set actor = $2::uuid::text where actor = $1::uuid::text",
            """
            update module_version set created_by = replace(created_by, $1::uuid::text, $2::uuid::text),
              published_by = replace(published_by, $1::uuid::text, $2::uuid::text)
            where $1::uuid::text in (created_by, published_by)
            """,
            """
            update outbox set body = replace(body::text, $1::uuid::text, $2::uuid::text)::jsonb
            where body ->> 'actor' = $1::uuid::text
            """,
            """
            insert into learner (id, platform_id, sub, test_user, first_seen, last_seen)
            select $2::uuid, platform_id, 'erased:' || $2::uuid, test_user, first_seen, last_seen from learner where id = $1
            """,
            "delete from learner where id = $1 and $2::uuid is not null");

    Future<Void> rekey(SqlConnection connection, UUID learner, UUID random) {
        Future<Void> all = Future.succeededFuture();
        for (String statement : REKEY) {
            all = all.compose(done -> connection
                    .preparedQuery(statement)
                    .execute(Tuple.of(learner, random))
                    .mapEmpty());
        }
        return all;
    }

    private static final String TOMBSTONE =
            "insert into tombstone (learner_hash, salt) values (sha256($2::bytea || convert_to($1::uuid::text, 'UTF8')), $2)";

    private static final String AUDIT =
            "insert into audit (actor, action, subject) values ($1, 'learner.erased', $2::uuid::text)";

    Future<Void> bury(SqlConnection connection, UUID learner, byte[] salt, String actor, UUID random) {
        return connection
                .preparedQuery(TOMBSTONE)
                .execute(Tuple.of(learner, Buffer.buffer(salt)))
                .compose(done -> connection.preparedQuery(AUDIT).execute(Tuple.of(actor, random)))
                .mapEmpty();
    }

    private static final String LAUNCHES = "select id from launch where learner_id = $1 and revoked_at is null";

    Future<List<UUID>> launches(SqlConnection connection, UUID learner) {
        return connection.preparedQuery(LAUNCHES).execute(Tuple.of(learner)).map(rows -> {
            List<UUID> ids = new ArrayList<>();
            rows.forEach(row -> ids.add(row.getUUID(0)));
            return ids;
        });
    }
}
