package dev.waymark.server.editions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.Await;
import dev.waymark.server.Eventually;
import dev.waymark.server.NodeProcess;
import dev.waymark.server.TestDatabase;
import dev.waymark.server.TestServer;
import dev.waymark.server.database.Database;
import dev.waymark.server.progress.Learners;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed while it publishes leaves either edition whole; started again, it ends as if never killed. */
class PublishKillTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int LEARNERS = 200;

    @TempDir
    Path folder;

    @AfterAll
    static void stop() {
        Await.result(VERTX.close());
    }

    @Test
    void killedFiveTimesAndStartedAgainItEndsAsIfNothingHadHappened() throws Exception {
        kill(5, 20_260_503);
    }

    @Tag("soak")
    @Test
    void killedFiftyTimesAndStartedAgainItEndsAsIfNothingHadHappened() throws Exception {
        kill(50, 20_260_502);
    }

    private void kill(int times, long seed) throws Exception {
        Random random = new Random(seed);
        List<String> untouched = undisturbed(times);
        Map<String, String> environment;
        String admin;
        try (TestServer world = TestServer.start()) {
            environment = world.environment();
            admin = world.launch("admin").bearer();
        }
        Pool pool = new Database(URI.create(environment.get("DATABASE_URL"))).pool(VERTX);
        begin(pool);
        Node node = Node.start(environment, admin, folder);
        try {
            for (int edition = 1; edition <= times; edition++) {
                UUID draft = draft(pool, edition);
                CompletableFuture<Integer> answer = node.publish(draft);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(200));
                NodeProcess.kill(node.process());
                boolean answered = answered(answer);
                long number = number(pool);
                assertThat(number).isBetween((long) edition, edition + 1L);
                assertThat(answered && number == edition)
                        .as("answered, and then lost")
                        .isFalse();
                assertThat(KilledModule.halfWritten(pool)).isZero();

                node = Node.start(environment, admin, folder);
                if (number == edition) {
                    assertThat(node.publish(draft).get()).isEqualTo(200);
                }
                String expected = untouched.get(edition - 1);
                Eventually.holds(
                        "the summaries of edition " + edition + " follow",
                        Duration.ofSeconds(60),
                        () -> stale(pool) == 0);
                assertThat(KilledModule.state(pool)).isEqualTo(expected);
            }
        } finally {
            NodeProcess.kill(node.process());
            Await.result(pool.close());
        }
    }

    private static boolean answered(CompletableFuture<Integer> answer) throws InterruptedException {
        try {
            return answer.get() == 200;
        } catch (ExecutionException killed) {
            assertThat(killed).hasCauseInstanceOf(IOException.class);
            return false;
        }
    }

    /** What the database says after each edition when nobody kills anything. */
    private static List<String> undisturbed(int editions) {
        Pool pool = TestDatabase.fresh().pool(VERTX);
        begin(pool);
        List<String> states = new ArrayList<>();
        TestEditions published = new TestEditions(VERTX, pool);
        Learners learners = new Learners(pool, published.editions());
        for (int edition = 1; edition <= editions; edition++) {
            Edition now = published.edition(published.publish(draft(pool, edition)));
            learners.catchUp(now);
            assertThat(learners.wrongSummaries(now)).isEmpty();
            states.add(KilledModule.state(pool));
        }
        Await.result(pool.close());
        return states;
    }

    private static void begin(Pool pool) {
        TestEditions editions = new TestEditions(VERTX, pool);
        Edition first = editions.publish(KilledModule.page(6, 0));
        Learners learners = new Learners(pool, editions.editions());
        IntStream.range(0, LEARNERS)
                .forEach(i -> learners.complete(
                        learners.add(new UUID(7, i)), first, first.assets().subList(0, 1 + i % 7)));
    }

    /** Each edition has another number of trainings than the one before. */
    private static UUID draft(Pool pool, int edition) {
        return new TestEditions(VERTX, pool)
                .take(KilledModule.page(4 + edition % 4, edition))
                .draft()
                .id();
    }

    private static long number(Pool pool) {
        return one(
                pool,
                "select v.number::bigint from module m join module_version v on v.id = m.current_version"
                        + " where m.slug = $1");
    }

    private static long stale(Pool pool) {
        return one(
                pool,
                "select count(*) from summary s join module m on m.id = s.module_id"
                        + " where m.slug = $1 and s.basis <> m.basis");
    }

    private static long one(Pool pool, String sql) {
        return Await.result(pool.preparedQuery(sql).execute(Tuple.of(KilledModule.SLUG)))
                .iterator()
                .next()
                .getLong(0);
    }

    private record Node(Process process, URI url, String admin) {
        static Node start(Map<String, String> environment, String admin, Path folder) {
            URI url = URI.create("http://localhost:" + TestServer.freePort());
            Map<String, String> own = new HashMap<>(environment);
            own.put("WAYMARK_PUBLIC_URL", url.toString());
            own.put("WAYMARK_PORT", Integer.toString(url.getPort()));
            return new Node(NodeProcess.startReady(own, folder.resolve(url.getPort() + ".log")), url, admin);
        }

        CompletableFuture<Integer> publish(UUID draft) {
            HttpRequest request = HttpRequest.newBuilder(url.resolve("/api/v1/admin/imports/" + draft + "/publish"))
                    .header("Authorization", "Bearer " + admin)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build();
            return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(HttpResponse::statusCode);
        }
    }
}
