package dev.waymark.server.records.ledger;

import dev.waymark.server.records.Naming;
import dev.waymark.server.records.credential.Credentials;
import dev.waymark.server.records.credential.Issue;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The signed credentials of records and their places in status lists. */
final class CredentialStore {

    /**
     * Why and how a record is signed.
     *
     * @param replaces the credential that it takes the place of; null the first time
     * @param name what it is to be put right to; null for the record's own
     * @param shared whether its address works from now on; null to leave it as it is
     * @param actor null where the holder wishes it
     */
    record Order(
            @Nullable UUID replaces,
            Naming naming,
            @Nullable String name,
            @Nullable Boolean shared,
            @Nullable String actor,
            @Nullable String reason) {

        static final Order FIRST = new Order(null, Naming.NONE, null, null, null, null);
    }

    private static final String KEEP = """
            with old as (
              update credential set replaced_at = now(), capability = null, jwt = '', jsonld = '{}', holder = null
              where id = $7 and replaced_at is null returning shared
            ), made as (
              insert into credential (id, record_id, capability, status_list, status_index, jwt, jsonld, signed_by, naming,
                holder, shared, actor, reason)
              select $1, $2, $3, $4, $5, $6, $8, $9, $10, $11, coalesce($12, (select shared from old), true), $13, $14
              where $7 is null or exists (select from old)
              on conflict (record_id) where replaced_at is null do nothing
              returning record_id
            ), noted as (
              insert into audit (actor, action, subject, detail)
              select $13, 'record.reissued', record_id::text, jsonb_build_object('reason', $14) from made where $13 is not null
            )
            select record_id from made
            """;

    /**
     * Stores what was signed and answers whether it did: not when another node was first or what it replaces was replaced
     * already. Fails (23505) when the place in the status list is taken.
     */
    Future<Boolean> keep(SqlClient client, UUID record, Issue issue, Credentials credentials, Order order) {
        return client.preparedQuery(KEEP)
                .execute(Tuple.of(issue.id(), record, issue.capability(), issue.list(), issue.index())
                        .addValue(credentials.jwt())
                        .addValue(order.replaces())
                        .addValue(credentials.jsonLd())
                        .addArrayOfString(credentials.keys().toArray(String[]::new))
                        .addValue(order.naming().text())
                        .addValue(order.name())
                        .addValue(order.shared())
                        .addValue(order.actor())
                        .addValue(order.reason()))
                .map(rows -> rows.size() == 1);
    }

    private static final String LIST_IN_USE =
            "select coalesce(max(status_list), 1) as list, count(*) filter (where status_list = (select max(status_list)"
                    + " from credential)) as used from credential";

    /** The status list that new credentials go to: a fresh one once half of the last is taken. */
    Future<Integer> listInUse(SqlClient client, int entries) {
        return client.query(LIST_IN_USE)
                .execute()
                .map(rows -> rows.iterator().next())
                .map(row -> row.getLong("used") * 2 > entries ? row.getInteger("list") + 1 : row.getInteger("list"));
    }

    private static final String TAKEN_BACK = """
            select s.status_index from credential s
            where s.status_list = $1 and (s.replaced_at is not null or exists (select from record_event e
              where e.record_id = s.record_id and e.kind in ('revoked', 'withdrawn')))
            """;

    /** The places of a status list whose records were revoked or withdrawn, or whose credentials were replaced. */
    Future<List<Integer>> takenBack(SqlClient client, int list) {
        return client.preparedQuery(TAKEN_BACK)
                .execute(Tuple.of(list))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getInteger(0))
                        .toList());
    }

    private static final String UNSHARE = """
            update credential s set shared = false from record r
            where r.id = s.record_id and r.id = $1 and r.learner_id = $2 and s.replaced_at is null
            """;

    /** The address stops working. */
    Future<Void> unshare(SqlClient client, UUID record, UUID learner) {
        return client.preparedQuery(UNSHARE).execute(Tuple.of(record, learner)).mapEmpty();
    }

    private static final String KNOWN = """
            select nullif(trim(name), '') as name, nullif(trim(email), '') as email from learner where id = $1
            """;

    /** What the LMS says of a person today. */
    record Known(@Nullable String name, @Nullable String email) {}

    /** Nothing of whom it does not know. */
    Future<Known> known(SqlClient client, UUID learner) {
        return client.preparedQuery(KNOWN)
                .execute(Tuple.of(learner))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Known(row.getString("name"), row.getString("email")))
                        .findFirst()
                        .orElse(new Known(null, null)));
    }

    private static final String SIGNED_TODAY =
            "select count(*) from credential where record_id = $1 and signed_at > now() - interval '1 day'";

    /** How often a record was signed within a day. */
    Future<Long> signedToday(SqlClient client, UUID record) {
        return client.preparedQuery(SIGNED_TODAY)
                .execute(Tuple.of(record))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static final String SIGNED_WITH = """
            from credential c join record r on r.id = c.record_id
            where c.replaced_at is null and $1 = any(c.signed_by) and c.signed_at >= $2 and c.jwt <> ''
              and not exists (select from record_event e where e.record_id = r.id and e.kind in ('revoked', 'withdrawn'))
            """;

    private static final String COUNT_SIGNED_WITH = "select count(*) " + SIGNED_WITH;

    /** How many credentials a key signed since then that are still given out. */
    Future<Long> signedWith(SqlClient client, String key, Instant since) {
        return client.preparedQuery(COUNT_SIGNED_WITH)
                .execute(Tuple.of(key, utc(since)))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static final String QUEUE_SIGNED_WITH =
            """
            insert into outbox (kind, key, lane, learner_id, subject_id, body)
            select 'credential', r.id::text, r.id::text, r.learner_id, r.id,
              jsonb_build_object('replaces', c.id, 'actor', $3::text, 'reason', $4::text)
            """ + SIGNED_WITH + "on conflict (kind, key) where state = 'waiting' do nothing";

    /** Has each of them signed again; answers how many were queued. */
    Future<Integer> queue(SqlClient client, String key, Instant since, String actor, String reason) {
        return client.preparedQuery(QUEUE_SIGNED_WITH)
                .execute(Tuple.of(key, utc(since), actor, reason))
                .map(SqlResult::rowCount);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
