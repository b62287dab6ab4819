package dev.waymark.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.emulator.Received;
import dev.waymark.server.Await;
import dev.waymark.server.TestPlatform;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes with one database, each asked for its key set by an LMS of its own, while the keys are rotated. */
class RotationTest {
    private static TestServer one;
    private static TestServer two;

    @BeforeAll
    static void start() {
        one = TestServer.start();
        one.publishSmallModule();
        two = TestServer.beside(one);
    }

    @AfterAll
    static void stop() {
        two.close();
        one.close();
    }

    @Test
    void noLaunchAndNoTokenFailsWhileKeysAreRotatedOnTwoNodes() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<Integer>> traffic = new ArrayList<>();
            for (TestServer node : List.of(one, two)) {
                traffic.add(threads.submit(until(over, () -> launch(node))));
                Visitor admin = node.launch("admin");
                traffic.add(threads.submit(until(over, () -> call(node, admin))));
            }
            for (int rotation = 0; rotation < 6; rotation++) {
                rotate(rotation % 2 == 0 ? one : two);
                Await.result(one.server().vertx().timer(700));
            }
            rotateAtOnce(threads);
            Await.result(one.server().vertx().timer(700));
            over.set(true);
            for (Future<Integer> done : traffic) {
                assertThat(done.get()).as("rounds").isGreaterThan(5);
            }
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
        for (TestServer node : List.of(one, two)) {
            List<Integer> tokens = node.emulator().received().requests().stream()
                    .filter(request -> request.path().endsWith("/token"))
                    .map(Received.Request::status)
                    .toList();
            assertThat(tokens).hasSizeGreaterThan(5).containsOnly(200);
        }
    }

    private static Callable<Integer> until(AtomicBoolean over, Runnable round) {
        return () -> {
            int rounds = 0;
            for (; !over.get(); rounds++) {
                round.run();
            }
            return rounds;
        };
    }

    private static void launch(TestServer node) {
        assertThat(node.launch("l1").response().statusCode()).isEqualTo(200);
    }

    /** Once with a token that the LMS has forgotten, once with the one that is then fetched. */
    private static void call(TestServer node, Visitor admin) {
        node.emulator().forgetTokens();
        test(node, admin);
        assertThat(test(node, admin).body()).doesNotContain("class=\"failed\"");
    }

    private static HttpResponse<String> test(TestServer node, Visitor admin) {
        admin.get(admin.base() + "/admin/connections");
        return admin.post(admin.base() + "/admin/connections/" + registration(node) + "/test", Map.of());
    }

    private static String registration(TestServer node) {
        return Await.result(node.pool()
                        .preparedQuery("select id from registration where issuer = $1 and client_id = $2")
                        .execute(io.vertx.sqlclient.Tuple.of(
                                node.emulator().site().issuer(), TestPlatform.CLIENT)))
                .iterator()
                .next()
                .getUUID("id")
                .toString();
    }

    private static void rotate(TestServer node) {
        Visitor admin = node.launch("admin");
        admin.get(admin.base() + "/admin/keys");
        assertThat(admin.post(admin.base() + "/admin/keys/rotate", Map.of()).statusCode())
                .isEqualTo(303);
    }

    private static void rotateAtOnce(ExecutorService threads) throws Exception {
        Future<?> there = threads.submit(() -> rotate(one));
        rotate(two);
        there.get();
        assertThat(Database.count(
                        one, "select count(*) as n from tool_key where purpose = 'lti' and state = 'current'"))
                .isEqualTo(1);
    }
}
