package dev.waymark.lti.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.emulator.wire.Json;
import dev.waymark.lti.emulator.wire.Lti;
import dev.waymark.lti.http.LtiRequest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private final Campus campus = new Campus(Profile.PLAIN);

    @Test
    void tenScoresGoThroughFaultsInOrder() {
        campus.platform
                .faults()
                .next(
                        Fault.down(),
                        Fault.throttled(2),
                        Fault.unauthorized(),
                        Fault.lostRequest(),
                        Fault.lostAnswer(),
                        Fault.slow(Duration.ofSeconds(20)));

        for (int i = 1; i <= 10; i++) {
            deliver(i * 10);
        }

        assertThat(campus.platform.received().scores())
                .filteredOn(Received.Score::stored)
                .extracting(score -> String.valueOf(score.given()))
                .containsExactly("10", "20", "30", "40", "50", "60", "70", "80", "90", "100");
        assertThat(campus.platform.received().requests())
                .filteredOn(request -> request.path().endsWith("/scores"))
                .extracting(Received.Request::status)
                .startsWith(503, 429, 401, 503, 200, 409)
                .hasSize(15);
    }

    /** As a tool does: the same score again until it is stored or the platform says it has it. */
    private void deliver(int given) {
        campus.clock.advance(Duration.ofSeconds(2));
        var timestamp = campus.clock.instant().plusMillis(1).toString();
        for (int attempt = 0; attempt < 8; attempt++) {
            var reply = campus.platform.handle(request(given, timestamp), Campus::toolKeys);
            int status = reply.response().status();
            if (!reply.dropped() && (status == 200 || status == 409)) {
                return;
            }
        }
        throw new AssertionError("Not delivered: " + given);
    }

    private LtiRequest request(int given, String timestamp) {
        return new LtiRequest(
                "POST",
                Campus.address("/courses/course-1/lineitems/item-1/lineitem/scores"),
                Map.of(
                        "Authorization",
                        "Bearer " + campus.accessToken(Lti.SCORE_SCOPE),
                        "Content-Type",
                        Lti.SCORE_TYPE),
                Json.write(Campus.scoreBody("learner-1", given, timestamp)));
    }

    @Test
    void everythingTheToolsServerCallsIsDownUntilLifted() {
        campus.platform.faults().standing(Fault.down());
        assertThat(campus.send(new LtiRequest("GET", Campus.address("/jwks"), Map.of(), null))
                        .status())
                .isEqualTo(503);
        assertThat(campus.requestToken("any", Lti.SCORE_SCOPE).status()).isEqualTo(503);

        campus.platform.faults().standing(null);
        assertThat(campus.send(new LtiRequest("GET", Campus.address("/jwks"), Map.of(), null))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void tellsTheHostHowLongToWait() {
        campus.platform.faults().standing(Fault.slow(Duration.ofSeconds(3)));

        var reply =
                campus.platform.handle(new LtiRequest("GET", Campus.address("/jwks"), Map.of(), null), (String) null);

        assertThat(reply.delay()).isEqualTo(Duration.ofSeconds(3));
        assertThat(reply.response().status()).isEqualTo(200);
    }

    @Test
    void throttlesWith403OnCanvas() {
        var canvas = new Campus(Profile.CANVAS);
        canvas.platform.faults().next(Fault.throttled(7));

        var response = canvas.get("/courses/course-1/members", Lti.MEMBERS_TYPE);

        assertThat(response.status()).isEqualTo(403);
        assertThat(response.header("Retry-After")).isEqualTo("7");
    }
}
