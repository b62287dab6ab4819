package dev.waymark.server.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A durable PostgreSQL of our own under a data folder, for machines that have none. */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private final URI url;
    private final @Nullable EmbeddedPostgres started;

    private EmbeddedDatabase(int port, @Nullable EmbeddedPostgres started) {
        this.url = URI.create("postgresql://postgres:postgres@127.0.0.1:" + port + "/postgres");
        this.started = started;
    }

    /**
     * Starts PostgreSQL on the data of an earlier run, if there is any. One that a killed server left
     * running is used as it is.
     */
    public static EmbeddedDatabase start(Path folder) throws IOException {
        Path data = folder.resolve("postgres");
        Optional<Integer> running = portOfRunning(data);
        if (running.isPresent()) {
            LOG.info("Using the PostgreSQL that an earlier run left on port {}", running.get());
            return new EmbeddedDatabase(running.get(), null);
        }
        Files.createDirectories(data);
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(folder.resolve("postgres-binaries").toFile())
                .setLocaleConfig("locale", "C.UTF-8")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "60")
                .setServerConfig("shared_buffers", "128MB")
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
        return new EmbeddedDatabase(postgres.getPort(), postgres);
    }

    private static Optional<Integer> portOfRunning(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        long pid = Long.parseLong(lines.get(0).strip());
        boolean alive = ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .filter(command -> command.contains("postgres"))
                .isPresent();
        if (alive && lines.size() > 3) {
            return Optional.of(Integer.parseInt(lines.get(3).strip()));
        }
        Files.delete(pidFile);
        return Optional.empty();
    }

    public URI url() {
        return url;
    }

    @Override
    public void close() throws IOException {
        if (started != null) {
            started.close();
        }
    }
}
