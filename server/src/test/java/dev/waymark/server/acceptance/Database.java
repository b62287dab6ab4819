package dev.waymark.server.acceptance;

import dev.waymark.server.Await;
import dev.waymark.server.TestServer;
import io.vertx.sqlclient.Tuple;

/** What stands in a test server's tables. */
final class Database {
    private Database() {}

    /** @param sql selects one number as {@code n} */
    static long count(TestServer world, String sql, Object... values) {
        return Await.result(world.pool().preparedQuery(sql).execute(Tuple.wrap(values)))
                .iterator()
                .next()
                .getLong("n");
    }
}
