package dev.waymark.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import java.util.Map;
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
