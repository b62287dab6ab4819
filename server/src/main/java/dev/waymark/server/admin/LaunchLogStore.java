package dev.waymark.server.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.web.Json;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The flight recorder: what became of launches. */
public final class LaunchLogStore {
    private static final String COLUMNS = """
            select t.id, t.at, t.registration_id, t.issuer, t.client_id, t.deployment_id, t.launch_id, t.accepted, t.reason,
              t.section, t.binding, t.checks::text as checks, t.reference, l.message
            """;

    private static final String LIST = COLUMNS + """
            , count(*) over () as total
            from launch_trace t left join launch l on l.id = t.launch_id
            where ($1::uuid is null or t.registration_id = $1) and ($2::boolean is null or t.accepted = $2)
            order by t.id desc limit $3 offset $4
            """;

    record Trace(
            long id,
            Instant at,
            @Nullable UUID registration,
            @Nullable String issuer,
            @Nullable String clientId,
            @Nullable String deployment,
            boolean accepted,
            @Nullable String reason,
            @Nullable String section,
            @Nullable String binding,
            JsonNode checks,
            String reference,
            @Nullable String message,
            int total) {}

    Future<List<Trace>> list(
            SqlClient client, @Nullable UUID registration, @Nullable Boolean accepted, int limit, int offset) {
        return client.preparedQuery(LIST)
                .execute(Tuple.of(registration, accepted, limit, offset))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> trace(row, row.getInteger("total")))
                        .toList());
    }

    private static final String ONE =
            COLUMNS + "from launch_trace t left join launch l on l.id = t.launch_id where t.id = $1";

    Future<Optional<Trace>> one(SqlClient client, long id) {
        return client.preparedQuery(ONE)
                .execute(Tuple.of(id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> trace(row, 1))
                        .findFirst());
    }

    private static Trace trace(Row row, int total) {
        UUID launch = row.getUUID("launch_id");
        String reference = row.getString("reference");
        return new Trace(
                row.getLong("id"),
                row.getOffsetDateTime("at").toInstant(),
                row.getUUID("registration_id"),
                row.getString("issuer"),
                row.getString("client_id"),
                row.getString("deployment_id"),
                row.getBoolean("accepted"),
                row.getString("reason"),
                row.getString("section"),
                row.getString("binding"),
                Json.parse(row.getString("checks")),
                reference != null ? reference : launch == null ? "" : launch.toString(),
                row.getString("message"),
                total);
    }

    private static final String REGISTRATIONS =
            "select id, issuer, client_id from registration where state <> 'removed' order by issuer, created_at";

    record Choice(UUID id, String issuer, String clientId) {}

    Future<List<Choice>> registrations(SqlClient client) {
        return client.query(REGISTRATIONS)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Choice(row.getUUID("id"), row.getString("issuer"), row.getString("client_id")))
                        .toList());
    }
}
