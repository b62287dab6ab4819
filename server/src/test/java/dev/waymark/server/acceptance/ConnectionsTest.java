package dev.waymark.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.lti.http.FormBody;
import dev.waymark.server.Await;
import dev.waymark.server.Eventually;
import dev.waymark.server.TestPlatform;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private static TestServer world;

    @BeforeAll
    static void start() {
        world = TestServer.start();
        world.publishSmallModule();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static Visitor admin() {
        Visitor admin = world.launch("admin");
        HttpResponse<String> page = admin.get(admin.base() + "/admin/connections");
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return admin;
    }

    @Test
    void listsWhatIsConnected() {
        assertThat(admin().response().body())
                .contains(world.emulator().site().issuer())
                .contains(TestPlatform.CLIENT);
    }

    @Test
    void hidesAdministrationFromEverybodyElse() {
        for (String person : List.of("l1", "teacher", "mentor")) {
            Visitor visitor = world.launch(person);
            for (String page : List.of("connections", "deliveries", "launches", "keys")) {
                assertThat(visitor.get(visitor.base() + "/admin/" + page).statusCode())
                        .as(person + " " + page)
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void makesAnInvitationThatIsShownOnce() {
        Visitor admin = admin();
        HttpResponse<String> made = admin.post(admin.base() + "/admin/connections/invite", Map.of());
        assertThat(made.body()).contains("/lti/register?invite=");
        assertThat(admin.get(admin.base() + "/admin/connections").body()).doesNotContain("/lti/register?invite=");
    }

    @Test
    void connectsAnLmsByHand() {
        Visitor admin = admin();
        Map<String, String> form = Map.of(
                "issuer", "https://by-hand.example.org",
                "clientId", "hand-1",
                "deployment", "7",
                "authorization", "https://by-hand.example.org/auth",
                "token", "https://by-hand.example.org/token",
                "jwks", "https://by-hand.example.org/jwks");
        assertThat(admin.post(admin.base() + "/admin/connections/manual", form).statusCode())
                .isEqualTo(303);
        assertThat(admin.get(admin.base() + "/admin/connections").body()).contains("hand-1");
    }

    @Test
    void saysWhatIsWrongWithAForm() {
        Visitor admin = admin();
        HttpResponse<String> answer = admin.post(
                admin.base() + "/admin/connections/manual",
                Map.of("issuer", "https://x.example", "clientId", "c", "authorization", "not an address"));
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void keepsTheSameIssuerWithOtherKeysWaiting() {
        Visitor admin = admin();
        String issuer = world.emulator().site().issuer();
        Map<String, String> stranger = Map.of(
                "issuer", issuer,
                "clientId", "stranger",
                "authorization", "https://stranger.example.org/auth",
                "token", "https://stranger.example.org/token",
                "jwks", "https://stranger.example.org/jwks");
        admin.post(admin.base() + "/admin/connections/manual", stranger);
        admin.get(admin.base() + "/admin/connections");
        assertThat(states("stranger")).isEqualTo("waiting");
        admin.post(admin.base() + "/admin/connections/manual", stranger);
        assertThat(states("stranger")).as("asking twice does not help").isEqualTo("waiting");
        String page = admin.get(admin.base() + "/admin/connections").body();
        String action = first("action=\"([^\"]+/approve)\"", page);
        admin.post(action, Map.of("as", "same"));
        assertThat(Database.count(
                        world,
                        "select count(distinct platform_id) as n from registration where issuer = $1 and state = 'active'",
                        issuer))
                .as("the same LMS")
                .isEqualTo(1);
    }

    @Test
    void testsAConnectionCallByCall() {
        world.launch("teacher");
        Visitor admin = admin();
        String registration = id();
        HttpResponse<String> page = admin.post(admin.base() + "/admin/connections/" + registration + "/test", Map.of());
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body().split("class=\"passed\"", -1)).as(page.body()).hasSize(5);
    }

    @Test
    void recordsRefusedLaunchesWithTheirRule() {
        world.emulator().deviate(token -> token.claim("nonce", "of-another-login"));
        assertThat(world.launch("l3").response().statusCode()).isEqualTo(401);
        Visitor admin = admin();
        JsonNode launches =
                admin.api("GET", "/admin/launches?outcome=refused", null).json();
        JsonNode latest = launches.path("launches").get(0);
        assertThat(latest.path("reason").asText()).isEqualTo("nonce-mismatch");
        assertThat(latest.path("section").asText()).contains("5.1.3");
        HttpResponse<String> page =
                admin.get(admin.base() + "/admin/launches/" + latest.path("id").asText());
        assertThat(page.body()).contains("nonce of this login");
    }

    /** The newest score that the LMS took; empty while its row still says that it is being sent. */
    private static String deliveredScore(Visitor admin) {
        JsonNode sent = admin.api("GET", "/admin/deliveries?status=sent", null).json();
        for (JsonNode delivery : sent.path("deliveries")) {
            if (delivery.path("kind").asText().equals("score")) {
                return delivery.path("id").asText();
            }
        }
        return "";
    }

    @Test
    void sendsADeliveryAgain() {
        Visitor learner = world.launch("l4");
        String asset = learner.api("GET", "/me/progress?module=small", null)
                .json()
                .path("assets")
                .get(0)
                .path("id")
                .asText();
        learner.api("PUT", "/me/assets/" + asset, "{\"state\":\"completed\"}");
        Eventually.holds("the score", Duration.ofSeconds(10), () -> scores("l4") == 1);
        Visitor admin = admin();
        Eventually.holds(
                "the delivery in the ledger",
                Duration.ofSeconds(10),
                () -> !deliveredScore(admin).isEmpty());
        assertThat(admin.api("POST", "/admin/deliveries/" + deliveredScore(admin) + "/replay", null)
                        .status())
                .isEqualTo(202);
        Eventually.holds("the score again", Duration.ofSeconds(10), () -> scores("l4") == 2);
        assertThat(admin.get(admin.base() + "/admin/deliveries").statusCode()).isEqualTo(200);
    }

    @Test
    void rotatesKeysWithoutDowntime() {
        Visitor admin = admin();
        String before = world.visitor().get("/lti/jwks").body();
        String page = admin.get(admin.base() + "/admin/keys").body();
        assertThat(page).contains("Current").contains("Next");
        assertThat(admin.post(admin.base() + "/admin/keys/rotate", Map.of()).statusCode())
                .isEqualTo(303);
        String after = world.visitor().get("/lti/jwks").body();
        for (String kid : kids(before)) {
            assertThat(after).as("every key stays published for one rotation").contains(kid);
        }
        assertThat(kids(after)).hasSize(kids(before).size() + 1);
        world.emulator().forgetTokens();
        String registration = id();
        admin.get(admin.base() + "/admin/connections");
        HttpResponse<String> test = admin.post(admin.base() + "/admin/connections/" + registration + "/test", Map.of());
        assertThat(test.body()).doesNotContain("class=\"failed\"");
    }

    @Test
    void letsOneOfAHundredReplaysIn() throws InterruptedException {
        Visitor browser = world.visitor();
        Map<String, String> form = browser.tokenFor(world.emulator().open(TestPlatform.LINK, "l5"));
        CountDownLatch go = new CountDownLatch(1);
        ConcurrentLinkedQueue<Integer> answers = new ConcurrentLinkedQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(100);
        for (int i = 0; i < 100; i++) {
            threads.submit(() -> {
                go.await();
                return answers.add(browser.again("/lti/launch", FormBody.encode(form)));
            });
        }
        go.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(60, java.util.concurrent.TimeUnit.SECONDS))
                .isTrue();
        assertThat(answers).hasSize(100);
        assertThat(answers.stream().filter(status -> status == 303)).hasSize(1);
        assertThat(answers.stream().filter(status -> status == 400)).hasSize(99);
    }

    private static List<String> kids(String jwks) {
        Matcher kid = Pattern.compile("\"kid\":\"([^\"]+)\"").matcher(jwks);
        return kid.results().map(found -> found.group(1)).toList();
    }

    private static long scores(String person) {
        return world.emulator().received().scores().stream()
                .filter(score -> score.person().equals(person) && score.stored())
                .count();
    }

    private static String states(String clientId) {
        return Await.result(world.pool()
                        .query("select state from registration where client_id = '" + clientId + "'")
                        .execute())
                .iterator()
                .next()
                .getString("state");
    }

    private static String id() {
        return Await.result(world.pool()
                        .query("select id from registration where client_id = '" + TestPlatform.CLIENT + "'")
                        .execute())
                .iterator()
                .next()
                .getUUID("id")
                .toString();
    }

    private static String first(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }
}
