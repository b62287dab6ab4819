package dev.waymark.server.editions.settings;

import dev.waymark.server.editions.ModuleSettings;
import dev.waymark.server.web.Json;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/** A module's rule and settings. Changing them raises the basis, since people may be finished by it. */
public final class SettingsStore {

    private static final String LOCK = "select id from module where id = $1 for update";

    Future<Void> lock(SqlClient client, UUID module) {
        return client.preparedQuery(LOCK).execute(Tuple.of(module)).mapEmpty();
    }

    private static final String RULE = "update module set rule = $2, basis = basis + 1 where id = $1";

    Future<Void> rule(SqlClient client, UUID module, String rule) {
        return client.preparedQuery(RULE).execute(Tuple.of(module, rule)).mapEmpty();
    }

    private static final String SETTINGS =
            "update module set settings = $2::text::jsonb, basis = basis + 1 where id = $1";

    Future<Void> settings(SqlClient client, UUID module, ModuleSettings settings) {
        return client.preparedQuery(SETTINGS)
                .execute(Tuple.of(module, Json.text(settings)))
                .mapEmpty();
    }
}
