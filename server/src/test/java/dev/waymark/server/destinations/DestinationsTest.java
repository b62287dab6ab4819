package dev.waymark.server.destinations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.Await;
import dev.waymark.server.Eventually;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import dev.waymark.server.web.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole server, told to tell a real receiver. */
class DestinationsTest {
    private static final Duration LONG = Duration.ofSeconds(40);
    private static final String VERBS = "http://adlnet.gov/expapi/verbs/";
    private TestServer world;
    private Receiver receiver;
    private Visitor admin;
    private TestDestinations destinations;

    @BeforeEach
    void start() {
        world = TestServer.start();
        world.publishSmallModule();
        receiver = new Receiver();
        admin = world.launch("admin");
        destinations = new TestDestinations(admin);
    }

    @AfterEach
    void stop() {
        receiver.close();
        world.close();
    }

    private void store() {
        destinations.store(receiver.url("/xapi/"));
    }

    private JsonNode webhook() {
        return destinations.webhook(receiver.url("/hook"));
    }

    private void finish(String person) {
        TestDestinations.finish(world.launch(person));
    }

    private List<JsonNode> statements() {
        List<JsonNode> all = new ArrayList<>();
        receiver.taken().stream()
                .filter(got -> got.path().equals("/xapi/statements"))
                .forEach(got -> Json.parse(got.body()).forEach(all::add));
        return all;
    }

    @Test
    void tellsAStoreTheWholeWayOnce() {
        store();
        finish("l1");
        Eventually.holds("12 statements", LONG, () -> statements().size() >= 12);

        List<JsonNode> said = statements();
        assertThat(said).hasSize(12);
        assertThat(said.stream().map(one -> one.path("id").asText())).doesNotHaveDuplicates();
        assertThat(said.stream().map(one -> one.at("/verb/id").asText()).filter((VERBS + "completed")::equals))
                .hasSize(5);
        assertThat(said.stream().map(one -> one.at("/verb/id").asText()))
                .contains(VERBS + "initialized", VERBS + "experienced", VERBS + "passed");
        assertThat(said.stream().map(one -> one.path("actor").toString()).distinct())
                .hasSize(1)
                .allMatch(actor -> !actor.contains("l1\""));
        assertThat(said)
                .allSatisfy(
                        one -> assertThat(one.at("/context/revision").asText()).isEqualTo("1"));
        Receiver.Got request = receiver.taken().get(0);
        assertThat(request.headers()).containsEntry("x-experience-api-version", "2.0.0");
        assertThat(new String(
                        Base64.getDecoder()
                                .decode(request.header("authorization").substring(6)),
                        StandardCharsets.UTF_8))
                .isEqualTo("key:s3cret:with colon");
    }

    @Test
    void saysForWhichPartARecordIs() {
        store();
        webhook();
        assertThat(admin.api("PUT", "/admin/modules/small/records", "{\"environments\":true,\"paths\":true}")
                        .status())
                .isEqualTo(200);
        finish("l1");
        Eventually.holds("15 statements", LONG, () -> statements().size() >= 15);
        Eventually.holds("four messages", LONG, () -> issued().size() == 4);

        List<JsonNode> passed = statements().stream()
                .filter(one -> one.at("/verb/id").asText().equals(VERBS + "passed"))
                .toList();
        String module = world.url() + "/activities/training/small";
        assertThat(passed.stream()
                        .map(one -> one.at("/object/id").asText() + " "
                                + one.at("/object/definition/name/und").asText() + " "
                                + one.at("/result/score/raw").asInt() + " "
                                + one.at("/context/contextActivities/parent/0/id")
                                        .asText()))
                .containsExactlyInAnyOrder(
                        module + " Small module 5 ",
                        module + "/environment/one One Environment 3 " + module,
                        module + "/environment/two Two Environment 2 " + module,
                        module + "/path/one/two One Environment → Two Environment 5 " + module);
        assertThat(issued().stream()
                        .map(data -> data.at("/record/rule").asText() + " "
                                + data.at("/record/part").asText("-") + " "
                                + data.at("/module/title").asText()))
                .containsExactlyInAnyOrder(
                        "all - Small module",
                        "environment:one One Environment Small module",
                        "environment:two Two Environment Small module",
                        "path:one:two One Environment → Two Environment Small module");
    }

    private List<JsonNode> issued() {
        return receiver.taken().stream()
                .filter(got -> got.path().equals("/hook"))
                .map(got -> Json.parse(got.body()))
                .filter(message -> message.path("type").asText().equals("record.issued"))
                .map(message -> message.path("data"))
                .toList();
    }

    @Test
    void keepsTheIdsOfStatementsThroughRefusalsAndHangUps() {
        receiver.asksForPatience(1);
        receiver.willAnswer(503, Receiver.HANGS_UP, 429, 401);
        store();
        world.launch("l1");
        Eventually.holds("the statement arrives", LONG, () -> statements().size() == 1);

        assertThat(receiver.got()).hasSizeGreaterThanOrEqualTo(5);
        Set<String> ids = new HashSet<>();
        receiver.got().forEach(got -> ids.add(Json.parse(got.body()).at("/0/id").asText()));
        assertThat(ids).hasSize(1);
        assertThat(Duration.between(
                        receiver.got().get(0).at(), receiver.got().get(1).at()))
                .isGreaterThanOrEqualTo(Duration.ofMillis(900));
    }

    @Test
    void parksWhatAStoreWillNeverTakeAndSendsItAgainOnRequest() {
        receiver.willAnswer(400);
        store();
        world.launch("l1");
        Eventually.holds("parked", LONG, () -> parked().size() == 1);

        JsonNode delivery = parked().get(0);
        assertThat(delivery.path("kind").asText()).isEqualTo("xapi");
        assertThat(delivery.path("platform").asText()).isEqualTo("Store");
        assertThat(delivery.path("reason").asText()).contains("400");
        admin.api("POST", "/admin/deliveries/" + delivery.path("id").asText() + "/replay", null);
        Eventually.holds("sent again", LONG, () -> statements().size() == 1);
    }

    private JsonNode parked() {
        return admin.api("GET", "/admin/deliveries?status=failed", null).json().path("deliveries");
    }

    @Test
    void signsWebhooksWithBothSecretsWhileOneReplacesTheOther() {
        JsonNode hook = webhook();
        String former = hook.path("secret").asText();
        String fresh = admin.api(
                        "POST", "/admin/destinations/" + hook.path("id").asText() + "/secret", null)
                .json()
                .path("secret")
                .asText();
        assertThat(admin.api("GET", "/admin/destinations", null).body()).doesNotContain("whsec_");
        finish("l1");
        Eventually.holds(
                "a record's message",
                LONG,
                () -> receiver.taken().stream().anyMatch(got -> got.body().contains("record.issued")));

        for (Receiver.Got got : receiver.taken()) {
            List<String> signatures =
                    Arrays.asList(got.header("webhook-signature").split(" "));
            assertThat(signatures).containsExactly(got.signature(fresh), got.signature(former));
            assertThat(got.body()).doesNotContain("l1\"").doesNotContain("code");
        }
        assertThat(receiver.taken().stream().map(got -> got.header("webhook-id")))
                .doesNotHaveDuplicates();
    }

    @Test
    void sendsNothingThatIsQueuedOfAnErasedPerson() {
        receiver.asksForPatience(2);
        receiver.willAnswer(503);
        webhook();
        world.launch("l1");
        Eventually.holds("the first call fails", LONG, () -> receiver.got().size() == 1);
        UUID learner = Await.result(world.pool()
                        .query("select learner_id from outbox where kind = 'webhook'")
                        .execute())
                .iterator()
                .next()
                .getUUID(0);
        admin.api("DELETE", "/admin/people/" + learner, null);
        world.launch("l2");
        Eventually.holds(
                "the next person's message", LONG, () -> receiver.taken().size() == 1);

        String erased =
                Json.parse(receiver.got().get(0).body()).at("/data/learner/id").asText();
        assertThat(receiver.taken()).allMatch(got -> !got.body().contains(erased));
    }

    @Test
    void switchesOffWhatIsGoneAndTellsNobodyAfterwards() {
        receiver.willAnswer(410);
        JsonNode hook = webhook();
        world.launch("l1");
        Eventually.holds("switched off", LONG, () -> !enabled());
        world.launch("l2");

        assertThat(queued()).isEqualTo(1);
        assertThat(hook.path("enabled").asBoolean()).isTrue();
    }

    private boolean enabled() {
        return admin.api("GET", "/admin/destinations", null)
                .json()
                .at("/destinations/0/enabled")
                .asBoolean();
    }

    private int queued() {
        return Await.result(world.pool()
                        .query("select count(*)::int from outbox where kind in ('xapi', 'webhook')")
                        .execute())
                .iterator()
                .next()
                .getInteger(0);
    }

    @Test
    void queuesNothingWhileNobodyIsToBeTold() {
        finish("l1");
        assertThat(queued()).isZero();
    }

    @Test
    void keepsSecretsSealedAtRest() {
        webhook();
        store();
        Await.result(world.pool().query("select secret, url from destination").execute())
                .forEach(row -> assertThat(row.getBuffer("secret").toString())
                        .doesNotContain("whsec_")
                        .doesNotContain("s3cret"));
    }

    @Test
    void saysWhatIsWrongWithADestinationAndKeepsNothing() {
        ObjectNode wanted =
                Json.object().put("kind", "webhook").put("name", "Hook").put("url", "ftp://example.org/");
        Visitor.Answer answer = admin.api("POST", "/admin/destinations", wanted.toString());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).contains("url");
        assertThat(admin.api("GET", "/admin/destinations", null).json().path("destinations"))
                .isEmpty();
    }

    @Test
    void isManagedFromItsPage() {
        String page = admin.base() + "/admin/destinations";
        admin.get(page);
        String made = admin.post(page, Map.of("kind", "webhook", "name", "By hand", "url", receiver.url("/hook")))
                .body();
        assertThat(made).contains("whsec_").contains("By hand");
        assertThat(admin.get(page).body()).doesNotContain("whsec_");
        String id = admin.api("GET", "/admin/destinations", null)
                .json()
                .at("/destinations/0/id")
                .asText();
        assertThat(admin.post(page + "/" + id + "/test", Map.of()).body()).contains("200");
        assertThat(receiver.taken().get(0).body()).contains("waymark.test");
        admin.get(page);
        assertThat(admin.post(page + "/" + id + "/remove", Map.of()).statusCode())
                .isEqualTo(303);
        assertThat(admin.get(page).body()).doesNotContain("By hand");
    }
}
