package dev.waymark.server.commands;

import dev.waymark.server.Config;
import dev.waymark.server.Server;
import dev.waymark.server.audit.AuditStore;
import dev.waymark.server.database.Database;
import dev.waymark.server.database.EmbeddedDatabase;
import dev.waymark.server.links.OneTimeLinkStore;
import dev.waymark.server.links.OneTimeLinks;
import dev.waymark.server.platforms.Connections;
import dev.waymark.server.platforms.PlatformStore;
import dev.waymark.server.platforms.Platforms;
import dev.waymark.server.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;

/** What a command works with while it runs: the server's database, whether a server runs beside it or not. */
record AtDatabase(Vertx vertx, Pool pool, Config config) {
    static final String ACTOR = "command line";

    /** Opens the database, does the work and lets go of everything again. */
    static <T> T run(Map<String, String> environment, Function<AtDatabase, Future<T>> work) throws IOException {
        Config config = Config.from(environment);
        URI url = config.databaseUrl();
        if (url != null) {
            return run(config, url, work);
        }
        try (EmbeddedDatabase embedded = EmbeddedDatabase.start(config.dataDir())) {
            return run(config, embedded.url(), work);
        }
    }

    private static <T> T run(Config config, URI url, Function<AtDatabase, Future<T>> work) {
        Database database = new Database(url);
        database.migrate();
        Vertx vertx = Vertx.vertx();
        try {
            return Server.wait(work.apply(new AtDatabase(vertx, database.pool(vertx), config))
                    .recover(failure -> Future.failedFuture(
                            failure instanceof Problem problem ? new Refusal(problem.text()) : failure)));
        } finally {
            Server.wait(vertx.close());
        }
    }

    Connections connections() {
        PlatformStore store = new PlatformStore();
        return new Connections(pool, store, new Platforms(pool, store, config.openRegistration()), new AuditStore());
    }

    OneTimeLinks links() {
        return new OneTimeLinks(pool, new OneTimeLinkStore(), config.publicUrl(), Clock.systemUTC());
    }
}
