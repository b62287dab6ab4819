package dev.waymark.server.admin;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;

/** How far the set-up of this server is. */
public final class SetUpStore {
    private static final String SET_UP = """
            select exists (select from launch where admin) as signed_in,
              exists (select from registration where state = 'active') as connected,
              exists (select from module where current_version is not null) as published
            """;

    record SetUp(boolean signedInOnce, boolean connected, boolean published) {}

    Future<SetUp> setUp(SqlClient client) {
        return client.query(SET_UP).execute().map(rows -> {
            Row row = rows.iterator().next();
            return new SetUp(row.getBoolean("signed_in"), row.getBoolean("connected"), row.getBoolean("published"));
        });
    }
}
