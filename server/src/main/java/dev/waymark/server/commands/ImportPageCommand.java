package dev.waymark.server.commands;

import dev.waymark.server.Config;
import dev.waymark.server.Server;
import dev.waymark.server.Version;
import dev.waymark.server.database.Database;
import dev.waymark.server.database.EmbeddedDatabase;
import dev.waymark.server.editions.drafts.RemotePages;
import dev.waymark.server.editions.publishing.Editing;
import dev.waymark.server.editions.publishing.ImportCommand;
import dev.waymark.server.outbound.Outbound;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code waymark import FILE|URL}: a page becomes a draft, or a published version. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Imports a training page as a draft, and shows what it would change and for whom.",
            "Exits 0 for a page that can be used, 2 for one that cannot."
        })
public final class ImportPageCommand implements Callable<Integer> {
    private static final long LARGEST = 4L * 1024 * 1024;
    private final Map<String, String> environment;

    @Parameters(paramLabel = "FILE|URL", description = "The page in Markdown.")
    private String source = "";

    @Option(names = "--publish", description = "Publishes the draft at once.")
    private boolean publish;

    @Option(names = "--dry-run", description = "Keeps nothing. Without DATABASE_URL no database is touched.")
    private boolean dryRun;

    @Option(names = "--json", description = "One JSON document on standard output.")
    private boolean json;

    public ImportPageCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    private record Page(byte[] bytes, @Nullable URI base) {}

    @Override
    public Integer call() throws IOException {
        Config config = Config.from(environment);
        Vertx vertx = Vertx.vertx();
        try {
            Page page = page(vertx, config);
            ImportCommand.Result result = dryRun && config.databaseUrl() == null
                    ? ImportCommand.dryRun(page.bytes(), page.base(), json)
                    : withDatabase(vertx, config, page);
            System.out.print(result.output());
            return result.exitCode();
        } finally {
            Server.wait(vertx.close());
        }
    }

    private Page page(Vertx vertx, Config config) throws IOException {
        if (!source.matches("(?i)https?://.*")) {
            Path file = Path.of(source);
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                throw new Refusal(source + " is no file, or larger than a page can be.");
            }
            return new Page(Files.readAllBytes(file), null);
        }
        Outbound outbound =
                new Outbound(vertx, config.outboundAllow(), "Waymark/" + Version.text(), config.outboundPatience());
        RemotePages.Fetched fetched =
                Server.wait(new RemotePages(outbound).fetch(RemotePages.address(source), null, null));
        return new Page(Objects.requireNonNull(fetched.bytes()), fetched.at());
    }

    private ImportCommand.Result withDatabase(Vertx vertx, Config config, Page page) throws IOException {
        URI url = config.databaseUrl();
        if (url != null) {
            return run(vertx, new Database(url), page);
        }
        try (EmbeddedDatabase embedded = EmbeddedDatabase.start(config.dataDir())) {
            return run(vertx, new Database(embedded.url()), page);
        }
    }

    private ImportCommand.Result run(Vertx vertx, Database database, Page page) {
        database.migrate();
        Pool pool = database.pool(vertx);
        try {
            Editing editing = Editing.of(vertx, pool);
            ImportCommand.Options options = new ImportCommand.Options(publish, dryRun, json);
            return Server.wait(new ImportCommand(editing.drafts(), editing.publishing(), options)
                    .run(page.bytes(), page.base(), source));
        } finally {
            Server.wait(pool.close());
        }
    }
}
