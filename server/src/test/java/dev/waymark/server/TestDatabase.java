package dev.waymark.server;

import dev.waymark.server.database.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The PostgreSQL of the tests: a container where a Docker engine runs, else an embedded server. It is
 * migrated once; every caller of {@link #fresh()} gets a clone of its own.
 */
public final class TestDatabase {
    private static final String TEMPLATE = "waymark_template";
    private static final AtomicInteger CLONES = new AtomicInteger();
    private static final URI SERVER = start();

    private TestDatabase() {}

    public static Database fresh() {
        return copy(named(TEMPLATE));
    }

    /** @param original to which nobody is connected */
    public static Database copy(Database original) {
        String name = "waymark_" + CLONES.incrementAndGet();
        execute("create database " + name + " template "
                + original.url().getPath().substring(1));
        return named(name);
    }

    /** Empty, in the encoding that a PostgreSQL without a locale makes. */
    public static Database ascii() {
        String name = "waymark_" + CLONES.incrementAndGet();
        execute("create database " + name + " template template0 encoding 'SQL_ASCII' locale 'C'");
        return named(name);
    }

    private static URI start() {
        URI server = docker() ? container() : embedded();
        execute(server, "create database " + TEMPLATE);
        new Database(server.resolve("/" + TEMPLATE)).migrate();
        return server;
    }

    private static boolean docker() {
        try {
            return DockerClientFactory.instance().isDockerAvailable();
        } catch (IllegalStateException noEngine) {
            return false;
        }
    }

    // Stopped by Testcontainers when the JVM ends.
    @SuppressWarnings("resource")
    private static URI container() {
        try {
            PostgreSQLContainer container =
                    new PostgreSQLContainer("postgres:17-alpine").withStartupTimeout(Duration.ofSeconds(60));
            container.start();
            System.out.println("Tests use PostgreSQL in a container");
            return URI.create("postgresql://" + container.getUsername() + ":" + container.getPassword() + "@"
                    + container.getHost() + ":" + container.getFirstMappedPort() + "/postgres");
        } catch (RuntimeException noImage) {
            System.out.println("No PostgreSQL container: " + noImage.getMessage());
            return embedded();
        }
    }

    private static URI embedded() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setLocaleConfig("locale", "C.UTF-8")
                    .setServerConfig("max_connections", "300")
                    .start();
            System.out.println("Tests use an embedded PostgreSQL");
            return URI.create("postgresql://postgres:postgres@127.0.0.1:" + postgres.getPort() + "/postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Database named(String name) {
        return new Database(SERVER.resolve("/" + name));
    }

    private static void execute(String sql) {
        execute(SERVER, sql);
    }

    private static void execute(URI server, String sql) {
        String[] user = server.getUserInfo().split(":", 2);
        String url = "jdbc:postgresql://" + server.getHost() + ":" + server.getPort() + server.getPath();
        try (Connection connection = DriverManager.getConnection(url, user[0], user[1]);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The test database refused: " + sql, e);
        }
    }
}
