package dev.waymark.server.commands;

import dev.waymark.server.Config;
import dev.waymark.server.database.Database;
import dev.waymark.server.database.EmbeddedDatabase;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code waymark migrate}: the schema alone, for those who upgrade in two steps. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = "Brings the database to this version's schema and stops. serve does the same when it starts.")
public final class MigrateCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    public MigrateCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        Config config = Config.from(environment);
        URI url = config.databaseUrl();
        int applied = url == null ? embedded(config) : new Database(url).migrate();
        System.out.println(applied == 0 ? "The schema is up to date." : "Migrations applied: " + applied);
        return 0;
    }

    private static int embedded(Config config) throws IOException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(config.dataDir())) {
            return new Database(database.url()).migrate();
        }
    }
}
