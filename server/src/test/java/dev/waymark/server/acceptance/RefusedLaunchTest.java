package dev.waymark.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.emulator.SigningKey;
import dev.waymark.lti.emulator.TokenForge;
import dev.waymark.server.Await;
import dev.waymark.server.TestPlatform;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RefusedLaunchTest {
    private static TestServer world;

    @BeforeAll
    static void start() {
        world = TestServer.start();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void refusesATokenSignedByAnotherKey() {
        SigningKey stranger = SigningKey.generate("lms-1");
        assertRefused(bent(token -> token.signedBy(stranger.key())), 401, "signature-invalid");
    }

    @Test
    void refusesAnUnsignedToken() {
        assertRefused(bent(TokenForge::unsigned), 401, "algorithm-not-allowed");
    }

    @Test
    void refusesAnotherToolsAudience() {
        assertRefused(bent(token -> token.claim("aud", "somebody-else")), 401, "audience-mismatch");
    }

    @Test
    void refusesTheNonceOfAnotherLogin() {
        assertRefused(bent(token -> token.claim("nonce", "of-another-login")), 401, "nonce-mismatch");
    }

    @Test
    void refusesALaunchFromABrowserThatNeverLoggedIn() {
        Map<String, String> form = world.visitor()
                .tokenFor(world.emulator().open(TestPlatform.LINK, "l1").inWindow());
        HttpResponse<String> stranger = world.visitor().postToken(form);
        if (stranger.statusCode() == 200) {
            // The platform's storage could still vouch for the browser; a stranger's holds nothing.
            form.put("storage", "");
            stranger = world.visitor().postToken(form);
        }
        assertRefused(stranger, 400, "state-other-browser");
    }

    @Test
    void refusesALaunchThatWasUsed() {
        Visitor visitor = world.visitor();
        Map<String, String> form = visitor.tokenFor(world.emulator().open(TestPlatform.LINK, "l2"));
        assertThat(visitor.postToken(form).statusCode()).isEqualTo(303);
        form.put("storage", "");
        assertRefused(world.visitor().postToken(form), 400, "state-used");
    }

    @Test
    void ofAHundredReplaysAtOnceOneWins() throws Exception {
        Visitor visitor = world.visitor();
        Map<String, String> form = visitor.tokenFor(world.emulator().open(TestPlatform.LINK, "l3"));
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Future<Integer>> replays = IntStream.range(0, 100)
                    .mapToObj(i ->
                            threads.submit(() -> visitor.copy().postToken(form).statusCode()))
                    .toList();
            int won = 0;
            for (Future<Integer> replay : replays) {
                won += replay.get() == 303 ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void remembersWhyForTheFlightRecorder() {
        bent(TokenForge::unsigned);
        Long traces = Await.result(world.pool()
                        .query(
                                "select count(*) from launch_trace where not accepted and reason = 'algorithm-not-allowed'")
                        .execute())
                .iterator()
                .next()
                .getLong(0);
        assertThat(traces).isPositive();
    }

    private static HttpResponse<String> bent(UnaryOperator<TokenForge> bend) {
        Visitor visitor = world.visitor();
        world.emulator().deviate(bend);
        return visitor.postToken(visitor.tokenFor(world.emulator().open(TestPlatform.LINK, "l4")));
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String reason) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(reason);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }
}
