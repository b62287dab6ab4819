package dev.waymark.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import dev.waymark.server.records.verification.Sources;
import dev.waymark.server.records.verification.VerifyCommand;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LearnerJourneyTest {
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

    @Test
    void aLaunchLandsOnTheMap() {
        Visitor learner = world.launch("l1");
        assertThat(learner.response().statusCode()).isEqualTo(200);
        assertThat(learner.response().uri().getPath()).isEqualTo(learner.base() + "/learn");
        assertThat(learner.response().body()).contains("Small module").contains("One Environment");
    }

    @Test
    void tickingEverythingEarnsOneRecord() {
        Visitor learner = world.launch("l2");
        JsonNode progress = learner.api("GET", "/me/progress", null).json();
        assertThat(progress.path("total").asInt()).isEqualTo(5);
        assertThat(progress.path("record").isNull()).isTrue();
        Visitor.Answer answer = new Visitor.Answer(0, "{}");
        for (JsonNode asset : progress.path("assets")) {
            answer = learner.api("PUT", "/me/assets/" + asset.path("id").asText(), "{\"state\":\"completed\"}");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }
        assertThat(answer.json().path("percent").asInt()).isEqualTo(100);
        JsonNode after = learner.api("GET", "/me/progress", null).json();
        assertThat(after.path("record").path("status").asText()).isEqualTo("valid");
        assertThat(after.path("nextUp").isNull()).isTrue();
        theRecordIsProvenToAnyone(learner);
    }

    private void theRecordIsProvenToAnyone(Visitor learner) {
        JsonNode record = learner.api("GET", "/me/records", null).json().get(0);
        assertThat(record.path("status").asText()).isEqualTo("valid");
        Visitor stranger = world.visitor();
        String verify = stranger.get(path(record, "verifyUrl")).body();
        assertThat(verify).contains("This record is genuine and valid").doesNotContain("Learner 02");
        String jwt = stranger.get(path(record, "credentialUrl")).body();
        byte[] did = bytes(stranger.get("/.well-known/did.json").body());
        byte[] status = bytes(stranger.get("/status/1").body());
        Sources sources = Sources.files(Optional.of(did), Optional.of(status));
        VerifyCommand.Result genuine = VerifyCommand.run(bytes(jwt), sources, List.of(), Instant.now());
        assertThat(genuine.exitCode()).as(genuine.lines().toString()).isZero();
        char other = jwt.charAt(jwt.length() - 40) == 'A' ? 'B' : 'A';
        String tampered = jwt.substring(0, jwt.length() - 40) + other + jwt.substring(jwt.length() - 39);
        assertThat(VerifyCommand.run(bytes(tampered), sources, List.of(), Instant.now())
                        .exitCode())
                .isEqualTo(1);
        assertThat(stranger.get("/verify/0123456789abcdef0123456789abcdef").statusCode())
                .isEqualTo(404);
    }

    private static String path(JsonNode record, String field) {
        return URI.create(record.path(field).asText()).getPath();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aTickOnThePageWorksWithoutScripts() {
        Visitor learner = world.launch("l3");
        String asset = learner.api("GET", "/me/progress", null)
                .json()
                .path("assets")
                .get(0)
                .path("id")
                .asText();
        String path = learner.base() + "/learn/small/assets/" + asset;
        assertThat(learner.post(path, Map.of("state", "completed")).statusCode())
                .isEqualTo(303);
        assertThat(learner.follow().response().body()).contains("Undo: First steps");
    }

    @Test
    void aPageOfAnotherLaunchOpensNothing() {
        Visitor one = world.launch("l4");
        String theirs = one.base() + "/learn";
        Visitor other = world.launch("l5");
        assertThat(other.get(theirs).statusCode()).isEqualTo(401);
    }
}
