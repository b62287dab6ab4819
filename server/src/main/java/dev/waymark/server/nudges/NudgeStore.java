package dev.waymark.server.nudges;

import dev.waymark.server.editions.ModuleSettings;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Where digests are switched on, whom they may concern, and when they left. */
final class NudgeStore {

    private static final String ON = "select from nudge where context_id = $1 and module_id = $2";

    Future<Boolean> on(SqlClient client, UUID context, UUID module) {
        return client.preparedQuery(ON).execute(Tuple.of(context, module)).map(rows -> rows.size() == 1);
    }

    private static final String SWITCH_ON =
            "insert into nudge (context_id, module_id, changed_by) values ($1, $2, $3) on conflict do nothing";

    Future<Void> switchOn(SqlClient client, UUID context, UUID module, UUID actor) {
        return client.preparedQuery(SWITCH_ON)
                .execute(Tuple.of(context, module, actor))
                .mapEmpty();
    }

    private static final String SWITCH_OFF = "delete from nudge where context_id = $1 and module_id = $2";

    Future<Void> switchOff(SqlClient client, UUID context, UUID module) {
        return client.preparedQuery(SWITCH_OFF)
                .execute(Tuple.of(context, module))
                .mapEmpty();
    }

    private static final String TEAMS =
            "select exists (select from nudge_ban) as forbidden, (select count(distinct context_id)::int from nudge) as teams";

    /** Whether the organisation forbids the digest, and how many teams have it switched on. */
    record Allowance(boolean forbidden, int teams) {}

    Future<Allowance> allowance(SqlClient client) {
        return client.preparedQuery(TEAMS).execute().map(rows -> {
            Row row = rows.iterator().next();
            return new Allowance(row.getBoolean("forbidden"), row.getInteger("teams"));
        });
    }

    private static final String FORBID = "insert into nudge_ban (changed_by) values ($1) on conflict do nothing";

    Future<Void> forbid(SqlClient client, UUID actor) {
        return client.preparedQuery(FORBID).execute(Tuple.of(actor)).mapEmpty();
    }

    private static final String ALLOW = "delete from nudge_ban";

    Future<Void> allow(SqlClient client) {
        return client.preparedQuery(ALLOW).execute().mapEmpty();
    }

    private static final String WANTED = "select wanted from digest where learner_id = $1";

    /** Whether a person did not stop the digest. */
    Future<Boolean> wanted(SqlClient client, UUID learner) {
        return client.preparedQuery(WANTED)
                .execute(Tuple.of(learner))
                .map(rows -> first(rows, row -> row.getBoolean("wanted")).orElse(true));
    }

    private static final String CHOOSE = """
            insert into digest (learner_id, wanted) select id, $2 from learner where id = $1
            on conflict (learner_id) do update set wanted = excluded.wanted
            """;

    /** False for who is not known. */
    Future<Boolean> choose(SqlClient client, UUID learner, boolean wanted) {
        return client.preparedQuery(CHOOSE).execute(Tuple.of(learner, wanted)).map(rows -> rows.rowCount() == 1);
    }

    /**
     * Who learns in these courses and has a reason to be written to about these modules, by the figures alone. What
     * is due is looked up once for each pair, not for each person.
     */
    private static final String CONCERNED = """
            from (
              select p.context_id, d.id as module_id, d.slug, d.cycle,
                least(module_due(p.context_id, d.id), (select min(due_at) from due_date u
                  where u.context_id = p.context_id and u.module_id = d.id)) as due_at,
                coalesce((d.settings ->> 'stalledDays')::int, {default}) as days
              from {pairs} p join module d on d.id = p.module_id and d.current_version is not null offset 0
            ) w
            join membership m on m.context_id = w.context_id and m.learns
            join context c on c.id = m.context_id
            join learner l on l.id = m.learner_id and not l.test_user and l.email is not null
            left join summary s on s.learner_id = m.learner_id and s.module_id = w.module_id
            left join digest g on g.learner_id = m.learner_id
            where coalesce(s.record_cycle < w.cycle, true)
              and (w.due_at < now() + interval '7 days' or s.last_activity_at < now() - make_interval(days => w.days))
            """.replace("{default}", Integer.toString(ModuleSettings.STALLED_DAYS));

    /** What teams switched on, while the organisation lets them. */
    private static final String ALLOWED = "(select * from nudge where not exists (select from nudge_ban))";

    private static String concerned(String pairs) {
        return CONCERNED.replace("{pairs}", pairs);
    }

    private static final String QUEUE = """
            with found as (
              select distinct l.id {places}
                and coalesce(g.wanted, true) and (g.sent_at is null or g.sent_at <= now() - interval '7 days')
                and (g.asked_at is null or g.asked_at <= now() - interval '1 day')
                and not exists (select from renewal_mail p where p.learner_id = l.id and p.sent_at > now() - interval '20 hours')
              order by 1 limit $1
            ), asked as (
              insert into digest as g (learner_id, asked_at) select id, now() from found
              on conflict (learner_id) do update set asked_at = now()
                where g.asked_at is null or g.asked_at <= now() - interval '1 day'
              returning learner_id
            )
            insert into outbox (kind, key, lane, learner_id) select $2, learner_id, learner_id, learner_id from asked
            on conflict (kind, key) where state = 'waiting' do nothing
            """.replace("{places}", concerned(ALLOWED));

    /** Queues a digest for who may be due one; answers how many. Any number of nodes may try at once. */
    Future<Integer> queue(SqlClient client, int limit) {
        return client.preparedQuery(QUEUE)
                .execute(Tuple.of(limit, DigestJob.KIND))
                .map(RowSet::rowCount);
    }

    record Addressee(
            UUID id, @Nullable String email, @Nullable String locale) {}

    private static final String SHOWN = """
            select l.id, m.context_id, l.name, l.email, l.locale, coalesce(g.wanted, true) as wanted, coalesce(c.title, c.label) as course,
              w.slug, w.days, s.last_activity_at
            """;

    private static final String OF_LEARNER = SHOWN
            + concerned("(select n.* from " + ALLOWED
                    + " n join membership o on o.context_id = n.context_id and o.learner_id = $1)")
            + " and l.id = $1 order by w.due_at nulls last, c.id, w.module_id limit 20";

    /** What may be told to one person. */
    Future<List<Place>> of(SqlClient client, UUID learner) {
        return client.preparedQuery(OF_LEARNER).execute(Tuple.of(learner)).map(NudgeStore::places);
    }

    private static final String OF_TEAM = SHOWN + concerned("(select $1::uuid as context_id, $2::uuid as module_id)")
            + " order by m.sort_name, l.id limit $3";

    /** Who of a team may be told something about a module, switched on or not. */
    Future<List<Place>> of(SqlClient client, UUID context, UUID module, int limit) {
        return client.preparedQuery(OF_TEAM)
                .execute(Tuple.of(context, module, limit))
                .map(NudgeStore::places);
    }

    /** One person in one course, with one module. */
    record Place(
            Addressee person,
            @Nullable String name,
            boolean wanted,
            UUID context,
            @Nullable String course,
            String module,
            int stalledDays,
            @Nullable Instant lastActivityAt) {}

    private static List<Place> places(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Place(
                        new Addressee(row.getUUID("id"), row.getString("email"), row.getString("locale")),
                        row.getString("name"),
                        row.getBoolean("wanted"),
                        row.getUUID("context_id"),
                        row.getString("course"),
                        row.getString("slug"),
                        row.getInteger("days"),
                        time(row, "last_activity_at")))
                .toList();
    }

    private static @Nullable Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static final String SPEND = """
            insert into digest as g (learner_id, sent_at) select id, now() from learner where id = $1
            on conflict (learner_id) do update set sent_at = now()
              where g.wanted and (g.sent_at is null or g.sent_at <= now() - interval '7 days')
            returning sent_at
            """;

    /** Spends a person's week, before anything leaves; empty when it is spent or they stopped the digest. */
    Future<Optional<OffsetDateTime>> spend(SqlClient client, UUID learner) {
        return client.preparedQuery(SPEND)
                .execute(Tuple.of(learner))
                .map(rows -> first(rows, row -> row.getOffsetDateTime("sent_at")));
    }

    private static final String GIVE_BACK = "update digest set sent_at = null where learner_id = $1 and sent_at = $2";

    /** Gives a spent week back: nothing left after all. */
    Future<Void> giveBack(SqlClient client, UUID learner, OffsetDateTime spent) {
        return client.preparedQuery(GIVE_BACK).execute(Tuple.of(learner, spent)).mapEmpty();
    }

    private static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> map) {
        return StreamSupport.stream(rows.spliterator(), false).map(map).findFirst();
    }
}
