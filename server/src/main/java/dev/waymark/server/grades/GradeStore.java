package dev.waymark.server.grades;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.waymark.server.web.Json;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What was sent to which line item. */
public final class GradeStore {
    private static final String TARGET = """
            select l.sub, l.test_user, k.lti_id, k.title, k.environment, k.level,
              coalesce(k.lineitem_url, i.url) as lineitem, k.lineitem_url is not null as given, k.lineitems_url, k.ags_scopes,
              k.registration_id, k.deployment_id, m.last_activity_at, s.percent, s.sent_at, s.taken_at, s.delivered
            from learner l join resource_link k on k.id = $2
            left join line_item i on i.resource_link_id = k.id and i.module_id = $3
            left join summary m on m.learner_id = l.id and m.module_id = $3
            left join score_sent s on s.learner_id = l.id and s.resource_link_id = k.id and s.module_id = $3
            where l.id = $1
            """;

    Future<Optional<Target>> target(SqlClient client, UUID learner, UUID link, UUID module) {
        return client.preparedQuery(TARGET)
                .execute(Tuple.of(learner, link, module))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> target(row, learner, link))
                        .findFirst());
    }

    private static Target target(Row row, UUID learner, UUID link) {
        return new Target(
                learner,
                row.getString("sub"),
                row.getBoolean("test_user"),
                link,
                row.getString("lti_id"),
                row.getString("title"),
                row.getString("environment"),
                row.getInteger("level"),
                uri(row.getString("lineitem")),
                row.getBoolean("given"),
                uri(row.getString("lineitems_url")),
                List.of(row.getArrayOfStrings("ags_scopes")),
                row.getUUID("registration_id"),
                row.getString("deployment_id"),
                instant(row.getOffsetDateTime("last_activity_at")),
                sent(row));
    }

    private static Target.@Nullable Sent sent(Row row) {
        Instant at = instant(row.getOffsetDateTime("sent_at"));
        return at == null
                ? null
                : new Target.Sent(
                        row.getInteger("percent"),
                        at,
                        instant(row.getOffsetDateTime("taken_at")),
                        row.getBoolean("delivered"));
    }

    private static @Nullable URI uri(@Nullable String text) {
        return text == null ? null : URI.create(text);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static final String OFFER = """
            insert into score_sent as s (learner_id, resource_link_id, module_id, percent, sent_at)
            values ($1, $2, $3, $4, $5)
            on conflict (learner_id, resource_link_id, module_id)
            do update set percent = excluded.percent, sent_at = excluded.sent_at, delivered = false
            where s.sent_at < excluded.sent_at or s.sent_at = excluded.sent_at and s.percent = excluded.percent
            """;

    /** Notes a score before it leaves, so that a retry repeats it; false when a newer one has left meanwhile. */
    Future<Boolean> offer(SqlClient client, Target target, UUID module, int percent, Instant at) {
        return client.preparedQuery(OFFER)
                .execute(Tuple.of(target.learner(), target.link(), module, percent, time(at)))
                .map(rows -> rows.rowCount() == 1);
    }

    private static final String TAKEN = """
            with taken as (
              update score_sent set delivered = true, taken_at = $6
              where learner_id = $1 and resource_link_id = $2 and module_id = $3 and sent_at = $4
            )
            insert into outbox (kind, key, lane, subject_id, registration_id, body, due_at)
            select 'results', concat_ws(':', $2::uuid, $3::uuid), 'results:' || $5::uuid, $2, $5,
              jsonb_build_object('module', $3::uuid), now() + interval '30 seconds'
            on conflict (kind, key) where state = 'waiting' do nothing
            """;

    /** The LMS took it; before long the grade book is read back, once for all scores of the link. */
    Future<Void> taken(SqlClient client, Target target, UUID module, Instant at, Instant now) {
        return client.preparedQuery(TAKEN)
                .execute(Tuple.of(target.learner(), target.link(), module, time(at), target.registration(), time(now)))
                .mapEmpty();
    }

    private static final String DOUBTED = """
            update score_sent set percent = null, delivered = false
            where learner_id = $1 and resource_link_id = $2 and module_id = $3
            """;

    /** What the LMS holds is not known, so the next attempt gets a timestamp of its own. */
    Future<Void> doubted(SqlClient client, Target target, UUID module) {
        return client.preparedQuery(DOUBTED)
                .execute(Tuple.of(target.learner(), target.link(), module))
                .mapEmpty();
    }

    private static final String CLAIM_LINE_ITEM = """
            insert into line_item as i (resource_link_id, module_id, claimed_until) values ($1, $2, now() + interval '80 seconds')
            on conflict (resource_link_id, module_id) do update set claimed_until = excluded.claimed_until
            where i.url is null and (i.claimed_until is null or i.claimed_until < now())
            """;

    /** Whether the caller is the one that looks for the link's line item, and makes it when there is none. */
    Future<Boolean> claimLineItem(SqlClient client, UUID link, UUID module) {
        return client.preparedQuery(CLAIM_LINE_ITEM)
                .execute(Tuple.of(link, module))
                .map(rows -> rows.rowCount() == 1);
    }

    private static final String SET_LINE_ITEM =
            "update line_item set url = $3, claimed_until = null where resource_link_id = $1 and module_id = $2";

    /** The line item that was found or made; null gives the claim back. */
    Future<Void> setLineItem(SqlClient client, UUID link, UUID module, @Nullable URI url) {
        return client.preparedQuery(SET_LINE_ITEM)
                .execute(Tuple.of(link, module, url == null ? null : url.toString()))
                .mapEmpty();
    }

    private static final String READ_TARGET = """
            select k.registration_id, k.deployment_id, k.ags_scopes, coalesce(k.lineitem_url, i.url) as lineitem
            from resource_link k left join line_item i on i.resource_link_id = k.id and i.module_id = $2
            where k.id = $1
            """;

    /** A grade book column to be read back. */
    record Column(UUID registration, String deployment, List<String> scopes, URI lineItem) {}

    Future<Optional<Column>> column(SqlClient client, UUID link, UUID module) {
        return client.preparedQuery(READ_TARGET)
                .execute(Tuple.of(link, module))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .filter(row -> row.getString("lineitem") != null)
                        .map(row -> new Column(
                                row.getUUID("registration_id"),
                                row.getString("deployment_id"),
                                List.of(row.getArrayOfStrings("ags_scopes")),
                                URI.create(row.getString("lineitem"))))
                        .findFirst());
    }

    private static final String SHOWN = """
            update score_sent s set read_at = now(), shown = r.shown, shown_by = case
                when r.learner_id is null or r.shown is null then 'missing'
                when abs(r.shown - s.percent) < 0.5 then 'ours'
                when r.teacher then 'teacher' else 'lms' end
            from score_sent mine
            left join jsonb_to_recordset($3::text::jsonb) as r(learner_id uuid, shown numeric, teacher boolean)
              on r.learner_id = mine.learner_id
            where mine.resource_link_id = $1 and mine.module_id = $2 and mine.delivered
              and s.learner_id = mine.learner_id and s.resource_link_id = $1 and s.module_id = $2
            """;

    /** What the LMS shows to one learner, on a scale of 100. */
    record Shown(UUID learner, @Nullable Double percent, boolean byTeacher) {}

    /** Keeps what the grade book said; answers how many scores were compared. */
    Future<Integer> shown(SqlClient client, UUID link, UUID module, List<Shown> all) {
        ArrayNode told = Json.MAPPER.createArrayNode();
        all.forEach(each -> told.addObject()
                .put("learner_id", each.learner().toString())
                .put("shown", each.percent())
                .put("teacher", each.byTeacher()));
        return client.preparedQuery(SHOWN)
                .execute(Tuple.of(link, module, told.toString()))
                .map(RowSet::rowCount);
    }

    private static OffsetDateTime time(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
