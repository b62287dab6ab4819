package dev.waymark.server.destinations;

import dev.waymark.server.keys.Vault;
import dev.waymark.server.web.Json;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Destinations at rest, their secrets sealed, and what is queued for them. */
public final class DestinationStore {
    private final Vault vault;

    public DestinationStore(Vault vault) {
        this.vault = vault;
    }

    private static final String ALL = """
            select id, kind, name, url, actor, events, secret, former, former_until, enabled, failures,
              nullif(rests_until, '-infinity') as rests_until
            from destination where $1::uuid is null or id = $1 order by created_at, id
            """;

    Future<List<Destination>> all(SqlClient client) {
        return some(client, null);
    }

    Future<Optional<Destination>> one(SqlClient client, UUID id) {
        return some(client, id).map(found -> found.stream().findFirst());
    }

    private Future<List<Destination>> some(SqlClient client, @Nullable UUID id) {
        return client.preparedQuery(ALL)
                .execute(Tuple.of(id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::destination)
                        .toList());
    }

    private static final String RECIPIENTS =
            "select kind, name, url, actor, events from destination where enabled order by created_at, id";

    /** Who is told; no secret is opened. */
    Future<List<Recipient>> recipients(SqlClient client) {
        return client.preparedQuery(RECIPIENTS)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(DestinationStore::recipient)
                        .toList());
    }

    private static Recipient recipient(Row row) {
        return new Recipient(
                row.getString("name"), URI.create(row.getString("url")).getHost(), kind(row), actor(row), events(row));
    }

    private Destination destination(Row row) {
        UUID id = row.getUUID("id");
        Buffer former = row.getBuffer("former");
        return new Destination(
                id,
                kind(row),
                row.getString("name"),
                URI.create(row.getString("url")),
                actor(row),
                events(row),
                open(id, row.getBuffer("secret")),
                former == null ? null : open(id, former),
                time(row, "former_until"),
                row.getBoolean("enabled"),
                row.getInteger("failures"),
                time(row, "rests_until"));
    }

    private static Destination.Kind kind(Row row) {
        return Destination.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
    }

    private static Destination.ActorKind actor(Row row) {
        return Destination.ActorKind.valueOf(row.getString("actor").toUpperCase(Locale.ROOT));
    }

    private static List<Happening> events(Row row) {
        return Arrays.stream(row.getArrayOfStrings("events"))
                .map(Happening::parse)
                .sorted()
                .toList();
    }

    private static @Nullable Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private String open(UUID id, Buffer sealed) {
        return new String(vault.open(label(id), sealed.getBytes()), StandardCharsets.UTF_8);
    }

    private Buffer seal(UUID id, String secret) {
        return Buffer.buffer(vault.seal(label(id), secret.getBytes(StandardCharsets.UTF_8)));
    }

    private static String label(UUID id) {
        return "destination:" + id;
    }

    private static final String SAVE = """
            with saved as (
              insert into destination (id, kind, name, url, actor, events, secret, former, former_until, enabled)
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
              on conflict (id) do update set name = excluded.name, url = excluded.url, actor = excluded.actor,
                events = excluded.events, secret = excluded.secret, former = excluded.former,
                former_until = excluded.former_until, enabled = excluded.enabled, failures = 0, rests_until = '-infinity'
              returning id
            )
            update outbox o set due_at = now() from saved
            where o.kind in ('xapi', 'webhook') and o.lane = saved.id::text and o.state = 'waiting' and o.due_at > now()
            """;

    /** Adds a destination, or changes one: then what waits for it is tried again at once. */
    Future<Void> save(SqlClient client, Destination one) {
        Instant until = one.formerUntil();
        return client.preparedQuery(SAVE)
                .execute(Tuple.of(
                                one.id(),
                                Destination.word(one.kind()),
                                one.name(),
                                one.url().toString())
                        .addValue(Destination.word(one.actor()))
                        .addArrayOfString(
                                one.events().stream().map(Happening::word).toArray(String[]::new))
                        .addValue(seal(one.id(), one.secret()))
                        .addValue(one.former() == null ? null : seal(one.id(), one.former()))
                        .addValue(until == null ? null : until.atOffset(ZoneOffset.UTC))
                        .addValue(one.enabled()))
                .mapEmpty();
    }

    private static final String REMOVE = """
            with gone as (delete from destination where id = $1 returning id)
            delete from outbox o using gone where o.lane = gone.id::text and o.kind in ('xapi', 'webhook')
              and o.state = 'waiting'
            """;

    /** Removes a destination with what waits for it; what was sent stays in the ledger. */
    Future<Void> remove(SqlClient client, UUID id) {
        return client.preparedQuery(REMOVE).execute(Tuple.of(id)).mapEmpty();
    }

    private static final String QUEUED = """
            select o.id, o.key, o.body::text as body, o.learner_id, l.sub, p.issuer
            from outbox o left join learner l on l.id = o.learner_id left join platform p on p.id = l.platform_id
            where o.id = $1 or o.kind = $2 and o.lane = $3 and o.state = 'waiting' and o.due_at <= now()
            order by o.id <> $1, o.created_at limit $4
            """;

    /** A claimed row, and others that wait behind it in its lane, which nobody else can claim meanwhile. */
    Future<List<Told>> queued(SqlClient client, UUID claimed, String kind, String lane, int limit) {
        return client.preparedQuery(QUEUED)
                .execute(Tuple.of(claimed, kind, lane, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(DestinationStore::told)
                        .toList());
    }

    private static Told told(Row row) {
        com.fasterxml.jackson.databind.JsonNode body = Json.parse(row.getString("body"));
        return new Told(
                row.getUUID("id"),
                UUID.fromString(row.getString("key")),
                Happening.parse(body.path("event").asText()),
                OffsetDateTime.parse(body.path("at").asText()).toInstant(),
                body,
                row.getUUID("learner_id"),
                row.getString("sub"),
                row.getString("issuer"));
    }

    private static final String SETTLE = """
            with well as (update destination set failures = 0, rests_until = '-infinity' where id = $1 and failures > 0)
            update outbox set state = $3, attempts = attempts + 1, reason = $4, updated_at = now()
            where id = any($2) and state = 'waiting'
            """;

    /**
     * The destination answered, so it is well; what went along with the claimed row ends here. The claimed one is not
     * waiting: whoever claimed it notes how it ended.
     *
     * @param state {@code delivered} or {@code failed}
     */
    Future<Void> settle(SqlClient client, UUID destination, List<UUID> rows, String state, String note) {
        return client.preparedQuery(SETTLE)
                .execute(Tuple.of(destination, rows.toArray(UUID[]::new), state, note))
                .mapEmpty();
    }

    private static final String REST = """
            with tired as (
              update destination set failures = failures + 1, rests_until = $2 where id = $1 returning id
            )
            update outbox o set due_at = greatest(o.due_at, $2) from tired
            where o.kind in ('xapi', 'webhook') and o.lane = tired.id::text and o.state = 'waiting'
            """;

    /** No call before the delay is over: neither for what waits nor for what comes. */
    Future<Void> rest(SqlClient client, UUID destination, Duration delay) {
        return client.preparedQuery(REST)
                .execute(
                        Tuple.of(destination, OffsetDateTime.now(ZoneOffset.UTC).plus(delay)))
                .mapEmpty();
    }
}
