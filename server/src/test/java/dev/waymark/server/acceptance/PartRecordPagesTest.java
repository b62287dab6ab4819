package dev.waymark.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.Await;
import dev.waymark.server.Eventually;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import dev.waymark.server.records.credential.VcJwt;
import dev.waymark.server.records.verification.Sources;
import dev.waymark.server.records.verification.VerifyCommand;
import dev.waymark.server.web.Json;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the switch in a module's settings to the pages on which a record of an environment or a path is shown. */
class PartRecordPagesTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private TestServer world;
    private Visitor admin;

    @BeforeEach
    void start() {
        world = TestServer.start();
        world.publishSmallModule();
        admin = world.launch("admin");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private void switchOn(Map<String, String> kinds) {
        String module = admin.base() + "/admin/modules/small";
        admin.get(module);
        assertThat(admin.post(module + "/records", kinds).statusCode()).isEqualTo(303);
        admin.follow();
    }

    /** Ticks everything in one environment. */
    private static void complete(Visitor learner, String environment) {
        for (JsonNode asset : progress(learner).path("assets")) {
            if (asset.path("environment").asText().equals(environment)) {
                String path = "/me/assets/" + asset.path("id").asText();
                assertThat(learner.api("PUT", path, "{\"state\":\"completed\"}").status())
                        .isEqualTo(200);
            }
        }
    }

    private static JsonNode progress(Visitor learner) {
        return learner.api("GET", "/me/progress", null).json();
    }

    private static Map<String, JsonNode> records(Visitor learner) {
        Map<String, JsonNode> byRule = new TreeMap<>();
        learner.api("GET", "/me/records", null)
                .json()
                .forEach(record -> byRule.put(record.path("rule").asText(), record));
        return byRule;
    }

    private static JsonNode record(Visitor learner, String rule) {
        return Objects.requireNonNull(records(learner).get(rule), rule);
    }

    private String get(String url) {
        return world.visitor().get(URI.create(url).getPath()).body();
    }

    private JsonNode jsonForm(JsonNode record) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(record.path("credentialUrl").asText()))
                .header("Accept", "application/vc")
                .build();
        return Json.parse(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    @Test
    void theSettingsPageSaysWhatIsSwitchedOn() {
        String module = admin.base() + "/admin/modules/small";
        assertThat(admin.get(module).body())
                .contains("name=\"environments\" value=\"yes\">", "name=\"paths\" value=\"yes\">");
        switchOn(Map.of("environments", "yes"));
        assertThat(admin.get(module).body())
                .contains("name=\"environments\" value=\"yes\" checked>", "name=\"paths\" value=\"yes\">");
        assertThat(admin.api("GET", "/modules/small", null).json().path("records"))
                .isEqualTo(Json.parse("{\"environments\":true,\"paths\":false}"));
        switchOn(Map.of());
        assertThat(admin.get(module).body())
                .contains("name=\"environments\" value=\"yes\">", "name=\"paths\" value=\"yes\">");
        assertThat(admin.get(admin.base() + "/admin/audit?q=module.records").body())
                .contains("module.records", "small");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"environments\":true}",
                "{\"environments\":\"true\",\"paths\":true}",
                "{\"environments\":true,\"paths\":null}",
                "{\"environments\":1,\"paths\":0}"
            })
    void anythingElseIsRefusedAndChangesNothing(String body) {
        Visitor.Answer answer = admin.api("PUT", "/admin/modules/small/records", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("field").asText()).isIn("environments", "paths");
        assertThat(admin.api("GET", "/modules/small", null).body()).contains("\"environments\":false");
    }

    @Test
    void aLearnerFindsTheRecordAndAnybodyChecksIt() throws IOException, InterruptedException {
        switchOn(Map.of("environments", "yes", "paths", "yes"));
        Visitor learner = world.launch("l1");
        complete(learner, "one");
        assertThat(progress(learner).path("record").isNull()).isTrue();
        assertThat(progress(learner).path("percent").asInt()).isEqualTo(60);
        assertThat(records(learner)).containsOnlyKeys("environment:one");
        JsonNode record = record(learner, "environment:one");

        String page = learner.get(learner.base() + "/learn/records").body();
        assertThat(page).contains("One Environment of Small module", "3 trainings", "2 levels");
        String verify = get(record.path("verifyUrl").asText());
        assertThat(verify)
                .contains("This record is genuine and valid", "One Environment of Small module")
                .contains("Every training of One Environment", "3 trainings", "2 levels");
        assertThat(certificate(record))
                .contains("One Environment of Small module", "Every training asset of One Environment")
                .contains("3 of 3 training assets")
                .doesNotContain("two");
        assertThat(admin.get(admin.base() + "/admin/records").body()).contains("One Environment of Small module");
        assertThat(learner.get(learner.base() + "/learn").body()).doesNotContain("/verify/");
        String held = "You hold a record of this environment";
        assertThat(learner.get(learner.base() + "/learn/small/one").body()).contains(held);
        assertThat(learner.get(learner.base() + "/learn/small/two").body()).doesNotContain(held);

        String jwt = get(record.path("credentialUrl").asText());
        JsonNode credential = VcJwt.parse(jwt).credential();
        assertThat(verified(jwt)).isZero();
        assertThat(verified(jsonForm(record).toString())).isZero();
        JsonNode achievement = credential.at("/credentialSubject/achievement");
        assertThat(credential.path("name").asText()).isEqualTo("One Environment of Small module");
        assertThat(achievement.path("name").asText()).isEqualTo("One Environment of Small module");
        assertThat(achievement.at("/criteria/narrative").asText())
                .isEqualTo("Completed every training asset of One Environment.");
        assertThat(achievement.path("resultDescription")).hasSize(2);
        assertThat(credential.path("evidence")).hasSize(3);
        assertThat(credential.path("evidence").toString()).doesNotContain("example.org/b/");

        complete(learner, "two");
        assertThat(records(learner)).containsOnlyKeys("all", "environment:one", "environment:two", "path:one:two");
        assertThat(progress(learner).at("/record/id"))
                .isEqualTo(record(learner, "all").path("id"));
        Set<String> achievements = new HashSet<>();
        for (JsonNode each : records(learner).values()) {
            achievements.add(
                    jsonForm(each).at("/credentialSubject/achievement/id").asText());
        }
        assertThat(achievements).hasSize(4);
        assertThat(jsonForm(record(learner, "path:one:two")).path("name").asText())
                .isEqualTo("Path from One Environment to Two Environment of Small module");
        assertThat(jsonForm(record(learner, "all")).path("evidence")).hasSize(5);
    }

    private String certificate(JsonNode record) throws IOException {
        URI url = URI.create(record.path("pdfUrl").asText());
        try (InputStream in = url.toURL().openStream();
                PDDocument pdf = Loader.loadPDF(in.readAllBytes())) {
            return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
        }
    }

    private int verified(String credential) {
        byte[] did = bytes(world.visitor().get("/.well-known/did.json").body());
        byte[] status = bytes(world.visitor().get("/status/1").body());
        return VerifyCommand.run(
                        bytes(credential),
                        Sources.files(Optional.of(did), Optional.of(status)),
                        List.of(),
                        Instant.now())
                .exitCode();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void switchingOnReachesWhoIsThereAlreadyInTheBackground() {
        Visitor learner = world.launch("l1");
        complete(learner, "two");
        assertThat(records(learner)).isEmpty();
        switchOn(Map.of("environments", "yes"));
        Eventually.holds("the record is issued", LONG, () -> records(learner).containsKey("environment:two"));
        Visitor other = world.launch("l2");
        assertThat(records(other)).isEmpty();
        JsonNode code = record(learner, "environment:two").path("code");
        assertThat(Json.parse(get(world.url() + "/api/v1/verify/" + code.asText()))
                        .path("valid")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void revokingOneLeavesTheOthersAndItsChainHolds() {
        switchOn(Map.of("environments", "yes", "paths", "yes"));
        Visitor learner = world.launch("l1");
        complete(learner, "one");
        complete(learner, "two");
        Map<String, JsonNode> all = records(learner);
        all.values()
                .forEach(record -> admin.api(
                                "GET", "/admin/records/" + record.path("id").asText() + "/proof", null)
                        .json()
                        .forEach(step ->
                                assertThat(step.path("holds").asBoolean()).isTrue()));
        String id = record(learner, "environment:one").path("id").asText();
        assertThat(admin.api("GET", "/admin/records/" + id + "/proof", null).json())
                .anyMatch(step -> step.path("step").asText().equals("launch"))
                .anyMatch(step -> step.path("step").asText().equals("credential"))
                .noneMatch(step -> step.path("step").asText().equals("score"));
        assertThat(admin.api("POST", "/admin/records/" + id + "/revoke", "{\"reason\":\"Mistaken\"}")
                        .status())
                .isEqualTo(200);
        Map<String, JsonNode> now = records(learner);
        now.forEach((rule, record) -> {
            boolean revoked = rule.equals("environment:one");
            assertThat(record.path("status").asText()).as(rule).isEqualTo(revoked ? "revoked" : "valid");
            assertThat(Json.parse(get(world.url() + "/api/v1/verify/"
                                    + record.path("code").asText()))
                            .path("valid")
                            .asBoolean())
                    .as(rule)
                    .isEqualTo(!revoked);
        });
        assertThat(progress(learner).path("percent").asInt()).isEqualTo(100);
        assertThat(progress(learner).at("/record/status").asText()).isEqualTo("valid");
    }

    @Test
    void erasureAndExportKnowThemAll() {
        switchOn(Map.of("environments", "yes"));
        Visitor learner = world.launch("l1");
        complete(learner, "one");
        complete(learner, "two");
        String id = Await.result(world.pool()
                        .query("select id from learner where sub = 'l1'")
                        .execute())
                .iterator()
                .next()
                .getUUID(0)
                .toString();
        JsonNode held = admin.api("DELETE", "/admin/people/" + id, null).json();
        assertThat(held.path("records").findValuesAsText("rule"))
                .containsExactlyInAnyOrder("all", "environment:one", "environment:two");
        assertThat(Await.result(world.pool()
                                .preparedQuery(
                                        "select count(*) from record r join record_event e on e.record_id = r.id"
                                                + " where e.kind = 'withdrawn' and r.learner_name is null and r.learner_id::text <> $1")
                                .execute(Tuple.of(id)))
                        .iterator()
                        .next()
                        .getLong(0))
                .isEqualTo(3);
    }
}
