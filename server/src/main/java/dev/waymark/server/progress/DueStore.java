package dev.waymark.server.progress;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The due dates of teams. */
final class DueStore {

    private static final String OF = """
            select '' as environment, module_due($1, $2) as due_at,
              (select zone from due_date where context_id = $1 and module_id = $2 limit 1) as zone
            union all
            select environment, due_at, zone from due_date where context_id = $1 and module_id = $2 and environment <> ''
            """;

    Future<Due> of(SqlClient client, UUID context, UUID module) {
        return client.preparedQuery(OF).execute(Tuple.of(context, module)).map(DueStore::due);
    }

    private static Due due(RowSet<Row> rows) {
        Map<String, Instant> environments = new HashMap<>();
        @Nullable Instant whole = null;
        String zone = "UTC";
        for (Row row : rows) {
            OffsetDateTime at = row.getOffsetDateTime("due_at");
            zone = row.getString("zone") == null ? zone : row.getString("zone");
            if (at != null && row.getString("environment").isEmpty()) {
                whole = at.toInstant();
            } else if (at != null) {
                environments.put(row.getString("environment"), at.toInstant());
            }
        }
        return new Due(whole, environments, ZoneId.of(zone));
    }

    private static final String CLEAR = "delete from due_date where context_id = $1 and module_id = $2";

    Future<Void> clear(SqlClient client, UUID context, UUID module) {
        return client.preparedQuery(CLEAR).execute(Tuple.of(context, module)).mapEmpty();
    }

    record Set(UUID context, UUID module, String environment, Instant at, ZoneId zone, UUID actor) {}

    private static final String PUT = """
            insert into due_date (context_id, module_id, environment, due_at, zone, changed_by)
            values ($1, $2, $3, $4, $5, $6)
            """;

    Future<Void> put(SqlClient client, Set due) {
        return client.preparedQuery(PUT)
                .execute(Tuple.of(
                        due.context(),
                        due.module(),
                        due.environment(),
                        due.at().atOffset(ZoneOffset.UTC),
                        due.zone().getId(),
                        due.actor()))
                .mapEmpty();
    }
}
