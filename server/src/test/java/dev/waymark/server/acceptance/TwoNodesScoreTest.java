package dev.waymark.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.lti.emulator.Fault;
import dev.waymark.lti.emulator.Profile;
import dev.waymark.lti.emulator.Received;
import dev.waymark.lti.emulator.world.Grade;
import dev.waymark.server.Await;
import dev.waymark.server.Eventually;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One learner on two nodes: their scores go out one after the other, whichever node sends them. */
class TwoNodesScoreTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static TestServer one;
    private static TestServer two;

    @BeforeAll
    static void start() {
        one = TestServer.start(Profile.MOODLE);
        one.publishSmallModule();
        two = TestServer.beside(one);
    }

    @AfterAll
    static void stop() {
        two.close();
        one.close();
    }

    @Test
    void scoresOfOneLearnerFollowEachOtherAndTheLastOneWins() throws IOException, InterruptedException {
        Visitor learner = one.launch("l1");
        JsonNode assets =
                learner.api("GET", "/me/progress?module=small", null).json().path("assets");
        one.emulator().faults().next(Fault.slow(Duration.ofSeconds(2)), Fault.slow(Duration.ofSeconds(1)));
        for (int step = 0; step < 5; step++) {
            put(step % 2 == 0 ? one : two, learner, assets.get(step).path("id").asText(), "completed");
            Await.result(one.server().vertx().timer(1_300));
        }
        Eventually.holds("100 %", Duration.ofSeconds(60), () -> given() == 100);
        List<Received.Score> sent = one.emulator().received().scores();
        assertThat(sent).hasSizeGreaterThan(2).allMatch(Received.Score::stored);
        for (int i = 1; i < sent.size(); i++) {
            Instant before = Instant.parse(sent.get(i - 1).timestamp()).truncatedTo(ChronoUnit.SECONDS);
            assertThat(Instant.parse(sent.get(i).timestamp()).truncatedTo(ChronoUnit.SECONDS))
                    .isAfter(before);
        }
    }

    private static void put(TestServer node, Visitor learner, String asset, String state)
            throws IOException, InterruptedException {
        HttpRequest tick = HttpRequest.newBuilder(URI.create(node.url() + "/api/v1/me/assets/" + asset))
                .header("Authorization", "Bearer " + learner.bearer())
                .PUT(HttpRequest.BodyPublishers.ofString("{\"state\":\"" + state + "\"}"))
                .build();
        HttpResponse<String> answer = HTTP.send(tick, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static int given() {
        Grade grade = one.emulator().world().findGrade("grades", "l1");
        return grade == null || grade.given() == null ? -1 : grade.given().intValue();
    }
}
