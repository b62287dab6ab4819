package dev.waymark.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.lti.emulator.world.Grade;
import dev.waymark.server.Await;
import dev.waymark.server.Config;
import dev.waymark.server.Eventually;
import dev.waymark.server.Server;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import dev.waymark.server.editions.Policy;
import dev.waymark.server.editions.TestEditions;
import dev.waymark.server.keys.KeyStore;
import dev.waymark.server.records.ledger.IssuerKeyRing;
import dev.waymark.server.records.verification.Sources;
import dev.waymark.server.records.verification.VerifyCommand;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records and figures of people who had finished, while the module goes on. */
class RenewalTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PROMISED = Duration.ofSeconds(10);
    private static final Instant DEADLINE = Instant.parse("2099-06-30T12:00:00Z");
    private final TestServer world = TestServer.start();

    @BeforeEach
    void publish() {
        publish(page("First steps", "a/1", "a/2", "a/3"), Policy.KEEP, null);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void aRecordOutlivesEditionsKeysAndSomebodyElsesErasure() throws IOException, InterruptedException {
        Visitor learner = finished("l1");
        Visitor other = finished("l2");
        JsonNode record = learner.api("GET", "/me/records", null).json().get(0);
        String address = URI.create(record.path("credentialUrl").asText()).getPath();
        List<String> forms = credentials(address);
        publish(page("First steps", "a/1", "a/2"), Policy.KEEP, null);
        publish(page("Beginning", "a/1", "a/2", "a/4"), Policy.TOP_UP, DEADLINE);
        publish(page("Beginning", "a/1", "a/4", "a/5"), Policy.KEEP, null);
        KeyStore keys = new KeyStore(Server.vault(Config.from(world.environment())));
        IssuerKeyRing ring = new IssuerKeyRing(world.server().vertx(), world.pool(), keys, Clock.systemUTC());
        Await.result(ring.rotate());
        Await.result(ring.rotate());
        other.get(other.base() + "/learn/privacy");
        other.post(other.base() + "/learn/privacy/erasure", Map.of("sure", "yes"));
        byte[] did = bytes(world.visitor().get("/.well-known/did.json").body());
        byte[] status = bytes(world.visitor().get("/status/1").body());
        Sources sources = Sources.files(Optional.of(did), Optional.of(status));
        assertThat(forms).allSatisfy(form -> {
            VerifyCommand.Result result = VerifyCommand.run(bytes(form), sources, List.of(), Instant.now());
            assertThat(result.exitCode()).as(result.lines().toString()).isZero();
        });
        assertThat(credentials(address)).isEqualTo(forms);
        assertThat(world.visitor()
                        .get(URI.create(record.path("verifyUrl").asText()).getPath())
                        .body())
                .contains("This record is genuine and valid");
    }

    @Test
    void recertifyingIsToldToLearnerManagerAndGradeBookAlike() {
        Visitor learner = finished("l3");
        Eventually.holds("100 %", PROMISED, () -> given("l3") == 100);
        publish(page("Beginning", "a/1", "a/2", "a/4"), Policy.RECERTIFY, DEADLINE);
        Eventually.holds("0 %", PROMISED, () -> given("l3") == 0);
        JsonNode progress = learner.api("GET", "/me/progress", null).json();
        assertThat(progress.path("percent").asInt()).isZero();
        assertThat(progress.path("renewal").path("policy").asText()).isEqualTo("recertify");
        assertThat(progress.path("renewal").path("open").asInt()).isEqualTo(5);
        assertThat(progress.path("renewal").path("by").asText()).isEqualTo(DEADLINE.toString());
        assertThat(progress.path("record").path("status").asText()).isEqualTo("valid");
        JsonNode member = member("l3");
        assertThat(member.path("percent").asInt()).isZero();
        assertThat(member.path("renewing").asBoolean()).isTrue();
        String map = learner.get(learner.base() + "/learn").body();
        assertThat(map)
                .contains("everything is to be done again, 5 trainings are left")
                .contains("Renew by");
        String changes = learner.get(changes(map)).body();
        assertThat(changes)
                .contains("1 replaced", "1 retitled", "From version 1 to version 2")
                .doesNotContain(" added", " removed");
        complete(learner);
        Eventually.holds("100 % again", PROMISED, () -> given("l3") == 100);
        assertThat(member("l3").path("percent").asInt()).isEqualTo(100);
        theNewRecordSupersedesTheOld(learner);
    }

    private static String changes(String map) {
        int at = map.indexOf("/since/");
        return map.substring(map.lastIndexOf('"', at) + 1, map.indexOf('"', at));
    }

    private void theNewRecordSupersedesTheOld(Visitor learner) {
        JsonNode records = learner.api("GET", "/me/records", null).json();
        assertThat(records).hasSize(2);
        JsonNode renewed = records.get(0);
        JsonNode old = records.get(1);
        assertThat(old.path("status").asText()).isEqualTo("superseded");
        assertThat(old.path("supersededBy")).isEqualTo(renewed.path("id"));
        assertThat(renewed.path("supersedes")).isEqualTo(old.path("id"));
        assertThat(world.visitor()
                        .get(URI.create(old.path("verifyUrl").asText()).getPath())
                        .body())
                .contains("/verify/" + renewed.path("code").asText());
    }

    @Test
    void keepingLeavesFiguresAndGradeAsTheyWere() {
        Visitor learner = finished("l4");
        Eventually.holds("100 %", PROMISED, () -> given("l4") == 100);
        publish(page("First steps", "a/1", "a/2", "a/3", "a/4", "a/5"), Policy.KEEP, null);
        JsonNode progress = learner.api("GET", "/me/progress", null).json();
        assertThat(progress.path("percent").asInt()).isEqualTo(100);
        assertThat(progress.path("renewal").path("policy").asText()).isEqualTo("keep");
        assertThat(progress.path("renewal").path("open").asInt()).isEqualTo(2);
        assertThat(learner.get(learner.base() + "/learn").body())
                .contains("2 new since you finished; your record stands");
        assertThat(member("l4").path("percent").asInt()).isEqualTo(100);
        assertThat(given("l4")).isEqualTo(100);
    }

    @Test
    void aRevokedRecordIsFollowedByTheScore() {
        Visitor learner = finished("l5");
        Eventually.holds("100 %", PROMISED, () -> given("l5") == 100);
        String asset = learner.api("GET", "/me/progress", null)
                .json()
                .path("assets")
                .get(0)
                .path("id")
                .asText();
        learner.api("PUT", "/me/assets/" + asset, "{\"state\":\"none\"}");
        JsonNode record = learner.api("GET", "/me/records", null).json().get(0);
        Visitor admin = world.launch("admin");
        admin.api(
                "POST",
                "/admin/records/" + record.path("id").asText() + "/revoke",
                "{\"reason\":\"Issued by mistake\"}");
        Eventually.holds("80 %", PROMISED, () -> given("l5") == 80);
        assertThat(learner.api("GET", "/me/progress", null)
                        .json()
                        .path("percent")
                        .asInt())
                .isEqualTo(80);
    }

    @Test
    void theProofOfARecordNamesAllThatCameOfItAndShowsWhatWasChanged() {
        Visitor learner = finished("l6");
        Eventually.holds("100 %", PROMISED, () -> given("l6") == 100);
        String id =
                learner.api("GET", "/me/records", null).json().get(0).path("id").asText();
        Visitor admin = world.launch("admin");
        JsonNode proof =
                admin.api("GET", "/admin/records/" + id + "/proof", null).json();
        assertThat(proof.findValuesAsText("step"))
                .containsExactly("launch", "evidence", "completion", "credential", "score");
        assertThat(proof.findValuesAsText("holds")).containsOnly("true");
        assertThat(proof.get(0).path("subject").asText())
                .isEqualTo(learner.base().substring("/l/".length()));
        assertThat(learner.api("GET", "/admin/records/" + id + "/proof", null).status())
                .isEqualTo(404);
        Await.result(world.pool()
                .query("update record set evidence = jsonb_set(evidence, '{0,kind}', '\"verified\"')")
                .execute());
        JsonNode changed =
                admin.api("GET", "/admin/records/" + id + "/proof", null).json();
        assertThat(changed.findValuesAsText("holds")).containsExactly("true", "false", "false", "false", "false");
    }

    private Visitor finished(String person) {
        Visitor learner = world.launch(person);
        complete(learner);
        return learner;
    }

    private static void complete(Visitor learner) {
        for (JsonNode asset : learner.api("GET", "/me/progress", null).json().path("assets")) {
            assertThat(learner.api("PUT", "/me/assets/" + asset.path("id").asText(), "{\"state\":\"completed\"}")
                            .status())
                    .isEqualTo(200);
        }
    }

    private JsonNode member(String person) {
        JsonNode learners = world.launch("teacher")
                .api("GET", "/contexts/current/progress", null)
                .json()
                .path("learners");
        for (JsonNode learner : learners) {
            if (learner.path("name").asText().endsWith("0" + person.substring(1))) {
                return learner;
            }
        }
        throw new AssertionError(person + " is not in " + learners);
    }

    private int given(String person) {
        Grade grade = world.emulator().world().findGrade("grades", person);
        return grade == null || grade.given() == null ? -1 : grade.given().intValue();
    }

    private void publish(byte[] page, Policy policy, @Nullable Instant deadline) {
        new TestEditions(world.server().vertx(), world.pool()).publish(page, policy, deadline);
        Eventually.holds(
                "the server sees the edition and has recounted",
                PROMISED,
                () -> Await.result(world.pool()
                                        .query("select count(*) from summary s join module m on m.id = s.module_id"
                                                + " where s.basis < m.basis")
                                        .execute())
                                .iterator()
                                .next()
                                .getLong(0)
                        == 0);
    }

    /** Both forms of what stands at an address. */
    private List<String> credentials(String address) throws IOException, InterruptedException {
        return List.of(credential(address, "application/vc+jwt"), credential(address, "application/ld+json"));
    }

    private String credential(String address, String type) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(world.url().resolve(address))
                .header("Accept", type)
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Some trainings of one environment, and two of another that never change. */
    private static byte[] page(String first, String... paths) {
        StringBuilder rows = new StringBuilder();
        for (String path : paths) {
            String title = path.equals(paths[0]) ? first : "Training " + path;
            rows.append("| Alpha | 100 | [%s](https://example.org/%s) |\n".formatted(title, path));
        }
        return bytes("""
                ---
                title: Renewed module
                permalink: /training/renewed
                ---

                # Renewed module

                | Stage | Here |
                |---|---|
                | Try | One Environment |
                | Run | Two Environment |

                ## One Environment

                1. Alpha

                | Resource | Level | Training Assets URL |
                |---|---|---|
                %s
                ## Two Environment

                1. Beta

                | Resource | Level | Training Assets URL |
                |---|---|---|
                | Beta | 100 | [First run](https://example.org/b/1) |
                | Beta | 200 | [Second run](https://example.org/b/2) |
                """.formatted(rows));
    }
}
