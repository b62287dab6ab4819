package dev.waymark.server;

import dev.waymark.lti.emulator.Platform;
import dev.waymark.lti.emulator.Profile;
import dev.waymark.server.database.Database;
import dev.waymark.server.editions.TestEditions;
import dev.waymark.server.keys.KeyStore;
import dev.waymark.server.keys.Vault;
import dev.waymark.server.platforms.Connection.DeploymentPolicy;
import dev.waymark.server.platforms.LtiKeys;
import dev.waymark.server.platforms.PlatformStore;
import dev.waymark.server.records.ledger.IssuerKeyRing;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The real server on a database and a port of its own, connected to an LMS of its own. */
public final class TestServer implements AutoCloseable {
    public static final String SECRET = "a secret of forty characters for tests only";
    private static final Database READY = ready();
    private static final Set<TestServer> RUNNING = ConcurrentHashMap.newKeySet();
    private final Server server;
    private final TestPlatform lms;
    private final Map<String, String> environment;
    private final URI url;

    private TestServer(Profile profile, Map<String, String> more) {
        int port = freePort();
        environment = Map.copyOf(environment(port, more));
        url = URI.create("http://localhost:" + port);
        try {
            server = Server.start(Config.from(environment));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lms = new TestPlatform(url, profile);
        connect();
        RUNNING.add(this);
    }

    public static TestServer start() {
        return start(Profile.PLAIN);
    }

    public static TestServer start(Profile profile) {
        return new TestServer(profile, Map.of());
    }

    /** @param environment added to the usual environment of {@code serve} */
    public static TestServer start(Map<String, String> environment) {
        return new TestServer(Profile.PLAIN, environment);
    }

    /** A second node on the database of another one, connected to an LMS of its own as well. */
    public static TestServer beside(TestServer other) {
        return beside(other, Map.of());
    }

    /** @param environment added to the usual environment of {@code serve} */
    public static TestServer beside(TestServer other, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("DATABASE_URL", other.database());
        return start(all);
    }

    /** Migrated, and with the keys that each server would else make for itself: that takes longer than most tests. */
    private static Database ready() {
        Database database = TestDatabase.fresh();
        Vertx vertx = Vertx.vertx();
        Pool pool = database.pool(vertx);
        KeyStore keys = new KeyStore(new Vault(SECRET));
        Await.result(new LtiKeys(vertx, pool, keys, Clock.systemUTC()).current());
        Await.result(new IssuerKeyRing(vertx, pool, keys, Clock.systemUTC()).current());
        Await.result(pool.close());
        Await.result(vertx.close());
        return database;
    }

    private static Map<String, String> environment(int port, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of(
                "DATABASE_URL",
                TestDatabase.copy(READY).url().toString(),
                "WAYMARK_SECRET",
                SECRET,
                "WAYMARK_PUBLIC_URL",
                "http://localhost:" + port,
                "WAYMARK_PORT",
                Integer.toString(port),
                "WAYMARK_OUTBOUND_ALLOW",
                "127.0.0.0/8, ::1"));
        all.putAll(more);
        return all;
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void connect() {
        URI base = lms.emulator().site().base();
        PlatformStore store = new PlatformStore();
        Await.result(store.add(
                server.pool(),
                new PlatformStore.NewRegistration(
                        lms.emulator().site().issuer(),
                        TestPlatform.CLIENT,
                        base.resolve("/auth"),
                        base.resolve("/token"),
                        lms.emulator().site().tokenAudience(),
                        base.resolve("/jwks"),
                        List.of(),
                        DeploymentPolicy.APPROVE,
                        true,
                        "Test LMS",
                        null,
                        null)));
    }

    private String database() {
        return String.valueOf(environment.get("DATABASE_URL"));
    }

    /** Publishes a page, waits until every node of this database knows it, and answers the slug of its module. */
    public String publish(byte[] page) {
        String slug =
                new TestEditions(server.vertx(), server.pool()).publish(page).slug();
        RUNNING.stream()
                .filter(node -> node.database().equals(database()))
                .forEach(node -> Await.result(node.server.app().editions().refreshed(slug)));
        return slug;
    }

    /** A module of two environments with two levels and five assets in all. */
    public String publishSmallModule() {
        return publishSmallModule("small");
    }

    /** The same as a module of another name. */
    public String publishSmallModule(String name) {
        return publish(smallModule(name).getBytes(StandardCharsets.UTF_8));
    }

    /** The page of such a module. */
    public static String smallModule(String name) {
        return SMALL.replace("/training/small", "/training/" + name);
    }

    private static final String SMALL = """
            ---
            title: Small module
            permalink: /training/small
            ---

            # Small module

            ## Overview

            | Stage | Here |
            |---|---|
            | Try | One Environment |
            | Run | Two Environment |

            ## One Environment

            1. Alpha

            | Resource | Level | Training Assets URL |
            |---|---|---|
            | Alpha | 100 | [First steps](https://example.org/a/1) |
            | | 100 | [Second steps](https://example.org/a/2) |
            | | 200 | [Third steps](https://example.org/a/3) |

            ## Two Environment

            1. Beta

            | Resource | Level | Training Assets URL |
            |---|---|---|
            | Beta | 100 | [First run](https://example.org/b/1) |
            | | 200 | [Second run](https://example.org/b/2) |
            """;

    public URI url() {
        return url;
    }

    /** What a command beside this server is told. */
    public Map<String, String> environment() {
        return environment;
    }

    public Pool pool() {
        return server.pool();
    }

    public Server server() {
        return server;
    }

    public TestPlatform lms() {
        return lms;
    }

    public Platform emulator() {
        return lms.emulator();
    }

    /** Somebody opens the activity, in a browser of their own. */
    public Visitor launch(String person) {
        return new Visitor(url, lms.emulator()).launch(emulator().open(TestPlatform.LINK, person));
    }

    /** A browser that has not launched anything yet. */
    public Visitor visitor() {
        return new Visitor(url, lms.emulator());
    }

    /** A browser whose person comes from another LMS. */
    public Visitor visitorFrom(TestPlatform other) {
        return new Visitor(url, other.emulator());
    }

    @Override
    public void close() {
        RUNNING.remove(this);
        server.close();
        lms.close();
    }
}
