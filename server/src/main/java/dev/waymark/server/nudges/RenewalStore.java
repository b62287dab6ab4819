package dev.waymark.server.nudges;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** On which days campaigns remind, whom that concerns now, and what was spent. */
final class RenewalStore {

    private static final String CHOOSE = """
            insert into renewal_reminder as r (version_id, days) values ($1, $2)
            on conflict (version_id) do update set days = $2, since = now() where r.days <> $2
            """;

    /** @param days before the deadline, none = no reminders */
    Future<Void> choose(SqlClient client, UUID campaign, List<Integer> days) {
        Short[] values = days.stream().map(Integer::shortValue).toArray(Short[]::new);
        return client.preparedQuery(CHOOSE)
                .execute(Tuple.of(campaign).addArrayOfShort(values))
                .mapEmpty();
    }

    private static final String ASK = """
            insert into renewal_reminder as r (version_id, days, asked_at) values ($1, '{}', now())
            on conflict (version_id) do update set asked_at = now()
              where r.asked_at is null or r.asked_at <= now() - interval '1 day'
            """;

    /** Everybody shall be reminded now; false where that was asked within a day. */
    Future<Boolean> ask(SqlClient client, UUID campaign) {
        return client.preparedQuery(ASK).execute(Tuple.of(campaign)).map(rows -> rows.rowCount() == 1);
    }

    /*
     * Campaigns that have something to tell now: the nearest chosen day that has come, for three days, so that a server
     * which was down makes up for it; or everybody's reminder, for a day after it was asked for. Days that had passed
     * when they were chosen, or when the deadline was moved, are not made up for.
     */
    private static final String DUE = """
            with asking as (
              select k.version_id, k.module_id, k.cycle, k.deadline, m.slug, coalesce(a.title, '') as title,
                coalesce(a.message, '') as message, coalesce(a.zone, 'UTC') as zone, r.days, r.asked_at,
                greatest(r.since, a.moved_at) as since
              from module_cycle k join module m on m.id = k.module_id join renewal_reminder r on r.version_id = k.version_id
              left join campaign a on a.version_id = k.version_id
              where k.policy = 'recertify' and k.deadline > now() and not exists (select from nudge_ban)
                and not exists (select from module_cycle n
                  where n.module_id = k.module_id and n.policy = 'recertify' and n.cycle > k.cycle)
            ), due as (
              select c.*, o.occasion, o.asked from asking c cross join lateral (
                (select d.days::text as occasion, null::timestamptz as asked from unnest(c.days) as d(days)
                  where c.deadline - d.days * interval '24 hours' between greatest(c.since, now() - interval '3 days') and now()
                  order by d.days limit 1)
                union all
                select 'asked ' || (c.asked_at at time zone 'UTC')::date, c.asked_at where c.asked_at > now() - interval '1 day'
              ) o
            )
            """;

    /* Who may be told: by an address that the LMS shared, as long as they learn somewhere and did not stop mails. */
    private static final String CONCERNED = """
            from due d join summary s on s.module_id = d.module_id and s.record_cycle < d.cycle
            join learner l on l.id = s.learner_id and not l.test_user and l.email is not null
            left join digest g on g.learner_id = l.id
            where coalesce(g.wanted, true) and exists (select from membership m where m.learner_id = l.id and m.learns)
            """;

    /* Nobody gets two mails in a day, the weekly digest included. */
    private static final String RESTED = """
            coalesce(g.sent_at <= coalesce(d.asked, now()) - interval '20 hours', true) and not exists (select from renewal_mail p
              where p.learner_id = l.id and p.sent_at > coalesce(d.asked, now()) - interval '20 hours')
            """;

    private static final String SPENT = "exists (select from renewal_mail p where p.learner_id = l.id"
            + " and p.version_id = d.version_id and p.occasion = d.occasion)";

    private static final String QUEUE =
            DUE + ", found as (select distinct l.id " + CONCERNED + " and not " + SPENT + " and " + RESTED + """
              and not exists (select from outbox o where o.kind = $2 and o.key = l.id::text and o.state = 'waiting')
              order by 1 limit $1
            )
            insert into outbox (kind, key, lane, learner_id) select $2, id, id, id from found
            on conflict (kind, key) where state = 'waiting' do nothing
            """;

    /** Queues a reminder for who may be due one; answers how many. Any number of nodes may try at once. */
    Future<Integer> queue(SqlClient client, int limit) {
        return client.preparedQuery(QUEUE)
                .execute(Tuple.of(limit, RenewalJob.KIND))
                .map(RowSet::rowCount);
    }

    private static final String OF_LEARNER = DUE
            + "select d.version_id, d.occasion, d.slug, d.title, d.message, d.deadline, d.zone, l.email, l.locale, "
            + SPENT
            + " as spent, " + RESTED + " as rested " + CONCERNED
            + " and l.id = $1 order by d.deadline, d.version_id limit 20";

    /**
     * What one person may be told of one campaign.
     *
     * @param rested whether no mail left for them today
     */
    record Due(
            UUID campaign,
            String occasion,
            String module,
            String title,
            String message,
            Instant deadline,
            ZoneId zone,
            NudgeStore.Addressee person,
            boolean spent,
            boolean rested) {}

    Future<List<Due>> of(SqlClient client, UUID learner) {
        return client.preparedQuery(OF_LEARNER)
                .execute(Tuple.of(learner))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Due(
                                row.getUUID("version_id"),
                                row.getString("occasion"),
                                row.getString("slug"),
                                row.getString("title"),
                                row.getString("message"),
                                row.getOffsetDateTime("deadline").toInstant(),
                                ZoneId.of(row.getString("zone")),
                                new NudgeStore.Addressee(learner, row.getString("email"), row.getString("locale")),
                                row.getBoolean("spent"),
                                row.getBoolean("rested")))
                        .toList());
    }

    private static final String SPEND = """
            insert into renewal_mail (learner_id, version_id, occasion)
            select l.id, t.version_id, t.occasion from learner l, unnest($2::uuid[], $3::text[]) as t(version_id, occasion)
            where l.id = $1 and not exists (select from digest g where g.learner_id = l.id and not g.wanted)
            on conflict do nothing returning version_id, sent_at
            """;

    /** @param campaigns of which this caller, and nobody else, tells now; {@code at} names the reminders to be given back */
    record Spent(Set<UUID> campaigns, @Nullable OffsetDateTime at) {}

    /** Spends reminders before anything leaves. */
    Future<Spent> spend(SqlClient client, UUID learner, List<Due> due) {
        return client.preparedQuery(SPEND)
                .execute(Tuple.of(learner)
                        .addArrayOfUUID(due.stream().map(Due::campaign).toArray(UUID[]::new))
                        .addArrayOfString(due.stream().map(Due::occasion).toArray(String[]::new)))
                .map(RenewalStore::spent);
    }

    private static Spent spent(RowSet<Row> rows) {
        return new Spent(
                StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("version_id"))
                        .collect(Collectors.toSet()),
                StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getOffsetDateTime("sent_at"))
                        .findFirst()
                        .orElse(null));
    }

    private static final String GIVE_BACK = "delete from renewal_mail where learner_id = $1 and sent_at = $2";

    /** Gives spent reminders back: nothing left after all. */
    Future<Void> giveBack(SqlClient client, UUID learner, OffsetDateTime spent) {
        return client.preparedQuery(GIVE_BACK).execute(Tuple.of(learner, spent)).mapEmpty();
    }

    private static final String STATE = """
            select r.days, r.asked_at, (select count(*)::int from renewal_mail p where p.version_id = $1) as sent,
              (select count(*)::int from summary s join learner l on l.id = s.learner_id and not l.test_user and l.email is not null
                left join digest g on g.learner_id = l.id
                where s.module_id = $2 and s.record_cycle < $3 and coalesce(g.wanted, true)
                  and exists (select from membership m where m.learner_id = l.id and m.learns)) as reachable
            from (select) one left join renewal_reminder r on r.version_id = $1
            """;

    record State(List<Integer> days, Optional<Instant> askedAt, int sent, int reachable) {}

    /** @param cycle that the campaign began */
    Future<State> state(SqlClient client, UUID campaign, UUID module, int cycle) {
        return client.preparedQuery(STATE)
                .execute(Tuple.of(campaign, module, cycle))
                .map(rows -> state(rows.iterator().next()));
    }

    private static State state(Row row) {
        Short[] days = row.getArrayOfShorts("days");
        return new State(
                days == null
                        ? List.of()
                        : Arrays.stream(days).map(Short::intValue).toList(),
                Optional.ofNullable(row.getOffsetDateTime("asked_at")).map(OffsetDateTime::toInstant),
                row.getInteger("sent"),
                row.getInteger("reachable"));
    }
}
