package dev.waymark.server.database;

import dev.waymark.migrations.Migrate;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** One PostgreSQL, named by its URL: migrated over JDBC once, then used through a pool. */
public record Database(URI url) {
    private static final int POOL = 16;

    /** Applies missing migrations; answers how many. Blocks: call it before the event loops run. */
    public int migrate() {
        return Migrate.run(dataSource());
    }

    /** For what speaks JDBC. */
    public DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {url.getHost()});
        source.setPortNumbers(new int[] {port()});
        source.setDatabaseName(name());
        source.setUser(user());
        source.setPassword(password());
        return source;
    }

    public Pool pool(Vertx vertx) {
        PgConnectOptions connect = new PgConnectOptions()
                .setHost(url.getHost())
                .setPort(port())
                .setDatabase(name())
                .setUser(user())
                .setPassword(password())
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(512)
                // By default only texts of up to 2,048 characters are kept, which leaves out the statements that run
                // most.
                .setPreparedStatementCacheSqlFilter(sql -> true)
                .setPipeliningLimit(64)
                .setReconnectAttempts(2)
                .setReconnectInterval(200)
                // Planning a tick anew takes PostgreSQL many times as long as running it.
                .setProperties(Map.of(
                        "application_name",
                        "waymark",
                        "search_path",
                        "public",
                        "TimeZone",
                        "UTC",
                        "plan_cache_mode",
                        "force_generic_plan"));
        PoolOptions options = new PoolOptions()
                .setName("main")
                .setMaxSize(POOL)
                .setConnectionTimeout(10)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS);
        return PgBuilder.pool().with(options).connectingTo(connect).using(vertx).build();
    }

    private int port() {
        return url.getPort() < 0 ? 5432 : url.getPort();
    }

    private String name() {
        return url.getPath().substring(1);
    }

    private String user() {
        return decode(url.getRawUserInfo().split(":", 2)[0]);
    }

    private String password() {
        String[] parts = url.getRawUserInfo().split(":", 2);
        return parts.length == 2 ? decode(parts[1]) : "";
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
