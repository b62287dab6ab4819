package dev.waymark.lti.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.emulator.wire.Lti;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoresTest {
    private static final String LINE_ITEM = "/courses/course-1/lineitems/item-1/lineitem";

    private final Campus campus = new Campus(Profile.PLAIN);
    private final Campus moodle = new Campus(Profile.MOODLE);

    @Test
    void showsTheLastScoreOnTheLineItemsScale() {
        campus.score("learner-1", 20, "2030-03-01T10:00:00.100Z");
        campus.score("learner-1", 46, "2030-03-01T10:00:00.200Z");

        var results = Campus.json(campus.get(LINE_ITEM + "/results?user_id=learner-1", Lti.RESULTS_TYPE));

        assertThat(results).hasSize(1);
        assertThat(results.get(0).path("resultScore").asInt()).isEqualTo(46);
        assertThat(results.get(0).path("resultMaximum").asInt()).isEqualTo(100);
    }

    @Test
    void refusesAScoreThatIsNotNewer() {
        campus.score("learner-1", 50, "2030-03-01T10:00:00.200Z");

        assertThat(campus.score("learner-1", 40, "2030-03-01T10:00:00.200Z").status())
                .isEqualTo(409);
        assertThat(campus.score("learner-1", 40, "2030-03-01T11:00:00.100+01:00")
                        .status())
                .isEqualTo(409);
        assertThat(campus.platform.received().scores())
                .extracting(Received.Score::status)
                .containsExactly(200, 409, 409);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2030-03-01T10:00:00Z",
                "2030-03-01T10:00:00.1",
                "2030-03-01 10:00:00.1Z",
                "2030-13-01T10:00:00.1Z",
                "now"
            })
    void refusesATimestampWithoutFractionOrZone(String timestamp) {
        assertThat(campus.score("learner-1", 50, timestamp).status()).isEqualTo(400);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({"activityProgress, Done", "gradingProgress, Maybe", "userId, ''"})
    void refusesUnknownWords(String name, String value) {
        var body = Campus.scoreBody("learner-1", 50, "2030-03-01T10:00:00.1Z");
        body.put(name, value);

        assertThat(campus.write("POST", LINE_ITEM + "/scores", Lti.SCORE_TYPE, body)
                        .status())
                .isEqualTo(400);
        assertThat(campus.platform.world().grades()).isEmpty();
    }

    @Test
    void clearsTheScoreWhenNoneIsGiven() {
        campus.score("learner-1", 50, "2030-03-01T10:00:00.1Z");
        var body = Campus.scoreBody("learner-1", 50, "2030-03-01T10:00:05.1Z");
        body.remove("scoreGiven");

        assertThat(campus.write("POST", LINE_ITEM + "/scores", Lti.SCORE_TYPE, body)
                        .status())
                .isEqualTo(200);
        var results = Campus.json(campus.get(LINE_ITEM + "/results", Lti.RESULTS_TYPE));
        assertThat(results.get(0).has("resultScore")).isFalse();
    }

    @Test
    void wantsTheScoreMediaType() {
        var body = Campus.scoreBody("learner-1", 50, "2030-03-01T10:00:00.1Z");

        assertThat(campus.write("POST", LINE_ITEM + "/scores", "application/json", body)
                        .status())
                .isEqualTo(415);
    }

    @Test
    void wantsAWholeSecondBetweenScoresOnMoodle() {
        moodle.score("learner-1", 10, "2030-03-01T10:00:00.100Z");

        assertThat(moodle.score("learner-1", 20, "2030-03-01T10:00:00.900Z").status())
                .isEqualTo(409);
        assertThat(moodle.score("learner-1", 20, "2030-03-01T10:00:01.000Z").status())
                .isEqualTo(200);
    }

    @Test
    void wipesTheGradeOnMoodleUnlessFullyGraded() {
        moodle.score("learner-1", 10, "2030-03-01T10:00:00.100Z");
        var body = Campus.scoreBody("learner-1", 20, "2030-03-01T10:00:05.100Z");
        body.put("gradingProgress", "Pending");

        var response = moodle.write("POST", LINE_ITEM + "/scores?type_id=1", Lti.SCORE_TYPE, body);

        assertThat(response.status()).isEqualTo(200);
        var results = Campus.json(moodle.get(LINE_ITEM + "/results?type_id=1", Lti.RESULTS_TYPE));
        assertThat(results.get(0).has("resultScore")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"teacher", "admin", "nobody"})
    void gradesOnlyLearnersOnMoodle(String person) {
        assertThat(moodle.score(person, 10, "2030-03-01T10:00:00.1Z").status()).isEqualTo(400);
    }

    @Test
    void losesTheLineItemsQueryAtItsPeril() {
        var body = Map.of();

        assertThat(moodle.write("POST", LINE_ITEM + "/scores", Lti.SCORE_TYPE, body)
                        .status())
                .isEqualTo(400);
        assertThat(moodle.write("POST", LINE_ITEM + "?type_id=1/scores", Lti.SCORE_TYPE, body)
                        .status())
                .isEqualTo(405);
    }
}
