package dev.waymark.server.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A durable PostgreSQL of our own under a data folder, for machines that have none. */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private final URI url;
    private final Stop stop;

    private EmbeddedDatabase(int port, Stop stop) {
        this.url = URI.create("postgresql://postgres:postgres@127.0.0.1:" + port + "/postgres");
        this.stop = stop;
    }

    private interface Stop {
        void now() throws IOException;
    }

    /**
     * Starts PostgreSQL on the data of an earlier run, if there is any. One that runs there already is used as it is:
     * it belongs to a server beside us, or was left by a killed one and is ours to stop from now on.
     */
    public static EmbeddedDatabase start(Path folder) throws IOException {
        Optional<RunningPostgres> running = RunningPostgres.on(data(folder));
        if (running.isEmpty()) {
            EmbeddedPostgres postgres = launch(folder);
            own(folder);
            return new EmbeddedDatabase(postgres.getPort(), postgres::close);
        }
        RunningPostgres postgres = running.get();
        LOG.info("Using the PostgreSQL that runs on port {} already", postgres.port());
        if (hasOwner(folder)) {
            return new EmbeddedDatabase(postgres.port(), () -> {});
        }
        own(folder);
        return new EmbeddedDatabase(postgres.port(), postgres::stop);
    }

    private static EmbeddedPostgres launch(Path folder) throws IOException {
        Files.createDirectories(data(folder));
        return EmbeddedPostgres.builder()
                .setDataDirectory(data(folder))
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(folder.resolve("postgres-binaries").toFile())
                .setLocaleConfig("locale", "C.UTF-8")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "60")
                .setServerConfig("shared_buffers", "128MB")
                .setPGStartupWait(Duration.ofSeconds(60))
                // Whoever started it stops it, after the last request.
                .setRegisterShutdownHook(false)
                .start();
    }

    /** Empties a folder, and first stops the PostgreSQL that a killed server left running on it. */
    public static void erase(Path folder) throws IOException {
        Optional<RunningPostgres> running = RunningPostgres.on(data(folder));
        if (running.isPresent()) {
            running.get().stop();
        }
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Path data(Path folder) {
        return folder.resolve("postgres");
    }

    private static Path ownerFile(Path folder) {
        return folder.resolve("owner.pid");
    }

    private static void own(Path folder) throws IOException {
        Files.writeString(
                ownerFile(folder), Long.toString(ProcessHandle.current().pid()));
    }

    private static boolean hasOwner(Path folder) throws IOException {
        return Files.exists(ownerFile(folder))
                && RunningPostgres.alive(Files.readString(ownerFile(folder)).strip(), "java")
                        .isPresent();
    }

    public URI url() {
        return url;
    }

    @Override
    public void close() throws IOException {
        stop.now();
    }
}
