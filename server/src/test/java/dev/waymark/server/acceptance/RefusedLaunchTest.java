package dev.waymark.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.claims.ClaimNames;
import dev.waymark.lti.emulator.SigningKey;
import dev.waymark.lti.emulator.TokenForge;
import dev.waymark.lti.http.FormBody;
import dev.waymark.lti.http.LtiRequest;
import dev.waymark.server.Await;
import dev.waymark.server.TestPlatform;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    void acceptsALoginByGetAndOneWithoutClientId() {
        for (String without : List.of("", "client_id", "lti_deployment_id")) {
            LtiRequest start = world.emulator().start(world.emulator().open(TestPlatform.LINK, "l6"));
            Map<String, String> login = new LinkedHashMap<>();
            FormBody.decode(String.valueOf(start.body())).stream()
                    .filter(field -> !without.equals(field.getKey()))
                    .filter(field -> !field.getKey().equals("lti_storage_target"))
                    .forEach(field -> login.put(field.getKey(), field.getValue()));
            Visitor visitor = world.visitor();
            HttpResponse<String> answer = visitor.get("/lti/login?" + FormBody.encode(login));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
            URI request = URI.create(answer.headers().firstValue("Location").orElseThrow());
            visitor.postToken(visitor.authenticate(request));
            assertThat(visitor.follow().response().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void refusesATokenOfTwoMegabytes() {
        Visitor visitor = world.visitor();
        Map<String, String> form = visitor.tokenFor(world.emulator().open(TestPlatform.LINK, "l6"));
        form.put("id_token", form.get("id_token") + "A".repeat(2 * 1024 * 1024));
        assertThat(visitor.postToken(form).statusCode()).isEqualTo(413);
        form.put("id_token", form.get("id_token").substring(0, 200_000));
        assertThat(visitor.postToken(form).statusCode()).isBetween(400, 413);
    }

    @Test
    void refusesTheStateOfOneLoginWithTheTokenOfAnother() {
        Visitor visitor = world.visitor();
        Map<String, String> first = visitor.tokenFor(world.emulator().open(TestPlatform.LINK, "l6"));
        Map<String, String> second = visitor.tokenFor(world.emulator().open(TestPlatform.LINK, "l7"));
        first.put("id_token", second.get("id_token"));
        assertRefused(visitor.postToken(first), 401, "nonce-mismatch");
        assertThat(visitor.postToken(second).statusCode())
                .as("the refused attempt spent nothing")
                .isEqualTo(303);
    }

    @Test
    void offersAnotherWindowWhereTheLmsCouldNotSignThePersonIn() {
        Visitor visitor = world.visitor();
        world.emulator().faults().nextLogin("login_required");
        HttpResponse<String> page =
                visitor.postToken(visitor.tokenFor(world.emulator().open(TestPlatform.LINK, "l6")));
        assertRefused(page, 400, "platform-refused");
        assertThat(page.body()).contains("target=\"_blank\"").contains("login_required");
        Matcher again = Pattern.compile("href=\"(/lti/login[^\"]+)\"").matcher(page.body());
        assertThat(again.find()).isTrue();
        assertThat(visitor.get(again.group(1).replace("&amp;", "&")).statusCode())
                .as("the way on begins the login anew")
                .isEqualTo(302);
    }

    @Test
    void treatsAnUnknownDeploymentByThePolicyOfItsRegistration() {
        assertThat(bent(token -> token.claim(ClaimNames.DEPLOYMENT_ID, "new")).statusCode())
                .as("approve")
                .isEqualTo(303);
        assertThat(ofUnknownDeployment("queue")).as("an administrator decides").isEqualTo(1);
        assertThat(ofUnknownDeployment("refuse")).as("nothing to decide").isZero();
    }

    /** How many deployments wait after one launch of an unknown one was refused. */
    private static long ofUnknownDeployment(String policy) {
        try (TestServer strict = TestServer.start()) {
            Await.result(strict.pool()
                    .query("update registration set deployment_policy = '" + policy + "'")
                    .execute());
            Visitor visitor = strict.visitor();
            Map<String, String> form = visitor.tokenFor(strict.emulator().open(TestPlatform.LINK, "l1"));
            assertRefused(visitor.postToken(form), 403, "deployment-unknown");
            return Database.count(strict, "select count(*) as n from deployment where state = 'waiting'");
        }
    }

    @Test
    void refusesALaunchThatWasUsed() {
        Visitor visitor = world.visitor();
        Map<String, String> form = visitor.tokenFor(world.emulator().open(TestPlatform.LINK, "l2"));
        assertThat(visitor.postToken(form).statusCode()).isEqualTo(303);
        assertRefused(world.visitor().postToken(form), 400, "state-used");
        form.put("storage", "");
        assertRefused(world.visitor().postToken(form), 400, "state-used");
        form.put("state", form.get("state") + "x");
        assertRefused(world.visitor().postToken(form), 400, "state-invalid");
    }

    @Test
    void letsAnonymousLaunchesInOnlyWhereTheRegistrationSaysSo() {
        assertRefused(bent(token -> token.without("sub")), 400, "subject-missing");
        try (TestServer lenient = TestServer.start()) {
            Await.result(lenient.pool()
                    .query("update registration set allow_anonymous = true")
                    .execute());
            for (int i = 0; i < 2; i++) {
                lenient.emulator().deviate(token -> token.without("sub"));
                assertThat(lenient.launch("l1").response().statusCode()).isEqualTo(200);
            }
            assertThat(Database.count(lenient, "select count(*) as n from learner"))
                    .as("nobody is taken for somebody else")
                    .isEqualTo(2);
        }
    }

    @Test
    void mayBeFramedWhereAVerifiedLaunchCameFromAndNowhereElse() {
        HttpResponse<String> page = world.launch("l8").response();
        String lms = world.emulator().site().base().toString();
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("frame-ancestors")
                .contains(lms)
                .doesNotContain("frame-ancestors *");
        bent(token -> token.claim(
                        ClaimNames.LAUNCH_PRESENTATION, Map.of("return_url", "https://school.example/courses/1"))
                .claim("aud", "somebody-else"));
        assertThat(world.launch("l8")
                        .response()
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .as("a refused launch teaches nothing")
                .doesNotContain("school.example");
        bent(token ->
                token.claim(ClaimNames.LAUNCH_PRESENTATION, Map.of("return_url", "https://school.example/courses/1")));
        assertThat(Database.count(
                        world,
                        "select count(*) as n from deployment where frame_origins @> array['https://school.example']"))
                .isEqualTo(1);
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
