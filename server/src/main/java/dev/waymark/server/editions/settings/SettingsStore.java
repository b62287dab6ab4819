package dev.waymark.server.editions.settings;

import dev.waymark.server.editions.ModuleSettings;
import dev.waymark.server.web.Json;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/** A module's rule and settings. What people may be finished by raises the basis when it is changed. */
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

    private static final String STALLED_DAYS =
            "update module set settings = settings || jsonb_build_object('stalledDays', $2::int) where id = $1";

    /** Nobody is more or less finished by it, so the basis stays. */
    Future<Void> stalledDays(SqlClient client, UUID module, int days) {
        return client.preparedQuery(STALLED_DAYS)
                .execute(Tuple.of(module, days))
                .mapEmpty();
    }
}
