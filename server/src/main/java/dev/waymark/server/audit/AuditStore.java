package dev.waymark.server.audit;

import dev.waymark.server.web.Json;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Map;

/** The audit log, written in the transaction of what it tells of. */
public final class AuditStore {

    private static final String NOTE =
            "insert into audit (actor, action, subject, detail) values ($1, $2, $3, $4::text::jsonb)";

    /** @param actor the id of a person's learner row, or a phrase for what is no person */
    public Future<Void> note(SqlClient client, String actor, String action, String subject, Map<String, ?> detail) {
        return client.preparedQuery(NOTE)
                .execute(Tuple.of(actor, action, subject, Json.text(detail)))
                .mapEmpty();
    }
}
