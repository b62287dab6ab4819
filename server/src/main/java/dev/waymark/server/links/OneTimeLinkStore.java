package dev.waymark.server.links;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Json;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Links that work once and for a short time: invites, sign-ins, hand-offs. Only their hash is kept. */
public final class OneTimeLinkStore {

    /** What a link is for. */
    public enum Kind {
        INVITE,
        SIGNIN,
        HANDOFF;

        String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private static final String MAKE =
            "insert into one_time_link (hash, kind, detail, expires_at) values ($1, $2, $3::text::jsonb, $4)";

    /** Makes a link; answers its secret, which is told once. */
    public Future<String> make(SqlClient client, Kind kind, JsonNode detail, Duration lifetime) {
        String secret = Ids.secret();
        OffsetDateTime expires = OffsetDateTime.now(ZoneOffset.UTC).plus(lifetime);
        return client.preparedQuery(MAKE)
                .execute(Tuple.of(
                        io.vertx.core.buffer.Buffer.buffer(Ids.hash(secret)), kind.text(), detail.toString(), expires))
                .map(secret);
    }

    private static final String USE = """
            update one_time_link set used_at = now()
            where hash = $1 and kind = $2 and used_at is null and expires_at > now()
            returning detail::text as detail
            """;

    /** Uses a link up; empty when it was used, is unknown or too old. */
    public Future<Optional<JsonNode>> use(SqlClient client, Kind kind, String secret) {
        return found(client, USE, kind, secret);
    }

    private static final String LOOK = """
            select detail::text as detail from one_time_link
            where hash = $1 and kind = $2 and used_at is null and expires_at > now()
            """;

    /** Whether a link would still work, for the page that shows its button. */
    public Future<Optional<JsonNode>> look(SqlClient client, Kind kind, String secret) {
        return found(client, LOOK, kind, secret);
    }

    private static final String EXPIRY =
            "select expires_at from one_time_link where hash = $1 and kind = $2 and used_at is null and expires_at > now()";

    /** Until when a link would still work. */
    public Future<Optional<Instant>> expiry(SqlClient client, Kind kind, String secret) {
        return client.preparedQuery(EXPIRY)
                .execute(Tuple.of(io.vertx.core.buffer.Buffer.buffer(Ids.hash(secret)), kind.text()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getOffsetDateTime("expires_at").toInstant())
                        .findFirst());
    }

    private static Future<Optional<JsonNode>> found(SqlClient client, String sql, Kind kind, String secret) {
        return client.preparedQuery(sql)
                .execute(Tuple.of(io.vertx.core.buffer.Buffer.buffer(Ids.hash(secret)), kind.text()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> Json.parse(row.getString("detail")))
                        .findFirst());
    }
}
