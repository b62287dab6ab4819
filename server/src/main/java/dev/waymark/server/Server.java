package dev.waymark.server;

import dev.waymark.server.database.Database;
import dev.waymark.server.database.EmbeddedDatabase;
import dev.waymark.server.keys.Vault;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server with its database: started whole or not at all, stopped in the reverse order. */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private final Vertx vertx;
    private final Pool pool;
    private final App app;
    private final @Nullable EmbeddedDatabase embedded;
    private boolean closed;

    private Server(Vertx vertx, Pool pool, App app, @Nullable EmbeddedDatabase embedded) {
        this.vertx = vertx;
        this.pool = pool;
        this.app = app;
        this.embedded = embedded;
    }

    /** Migrates the database and listens. */
    public static Server start(Config config) throws IOException {
        EmbeddedDatabase embedded = config.databaseUrl() == null ? EmbeddedDatabase.start(config.dataDir()) : null;
        try {
            Database database = new Database(embedded == null ? databaseUrl(config) : embedded.url());
            database.migrate();
            return start(config, database, embedded);
        } catch (RuntimeException failure) {
            if (embedded != null) {
                embedded.close();
            }
            throw failure;
        }
    }

    private static java.net.URI databaseUrl(Config config) {
        return java.util.Objects.requireNonNull(config.databaseUrl());
    }

    private static Server start(Config config, Database database, @Nullable EmbeddedDatabase embedded) {
        PrometheusMeterRegistry metrics = Metrics.registry();
        Vertx vertx = Metrics.vertx(metrics);
        Pool pool = database.pool(vertx);
        App app = new App(vertx, config, pool, vault(config), metrics);
        Server server = new Server(vertx, pool, app, embedded);
        try {
            wait(app.start());
            LOG.info("Waymark {} answers at {}", Version.text(), config.publicUrl());
            return server;
        } catch (RuntimeException failure) {
            wait(vertx.close());
            throw failure;
        }
    }

    /** The keeper of secrets that a configuration asks for. */
    public static Vault vault(Config config) {
        String secret = config.secret();
        return secret == null ? Vault.inFolder(config.dataDir()) : new Vault(secret);
    }

    public Vertx vertx() {
        return vertx;
    }

    public Pool pool() {
        return pool;
    }

    public App app() {
        return app;
    }

    /** Finishes the requests under way, then lets go of the database. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        wait(app.stop());
        wait(pool.close());
        wait(vertx.close());
        if (embedded != null) {
            try {
                embedded.close();
            } catch (IOException failure) {
                LOG.warn("The embedded PostgreSQL could not be stopped", failure);
            }
        }
    }

    /** Waits, as only the starting and stopping thread may. */
    public static <T> T wait(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(90, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", interrupted);
        } catch (TimeoutException late) {
            throw new IllegalStateException("Gave up waiting after 90 s", late);
        }
    }
}
