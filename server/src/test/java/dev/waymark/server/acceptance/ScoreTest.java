package dev.waymark.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.lti.emulator.Fault;
import dev.waymark.lti.emulator.Profile;
import dev.waymark.lti.emulator.Received;
import dev.waymark.lti.emulator.world.Grade;
import dev.waymark.server.Eventually;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ScoreTest {
    private static final Duration PROMISED = Duration.ofSeconds(10);

    /** The LMS takes its time and answers: two seconds in every build, the full twenty under {@code -Psoak}. */
    private static final Duration SLOW =
            Boolean.getBoolean("waymark.soak") ? Duration.ofSeconds(20) : Duration.ofSeconds(2);

    private static TestServer world;

    @BeforeAll
    static void start() {
        world = TestServer.start(Profile.MOODLE);
        world.publishSmallModule();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void reachesTheLineItemWithinTenSeconds() {
        Visitor learner = world.launch("l1");
        complete(learner, 0);
        Eventually.holds("20 %", PROMISED, () -> given("l1") == 20);
        complete(learner, 1);
        complete(learner, 2);
        Eventually.holds("60 %", PROMISED, () -> given("l1") == 60);
        assertThat(scores("l1")).allMatch(score -> score.gradingProgress().equals("FullyGraded"));
    }

    @Test
    void isNeverOlderThanTheArrivalOfTheOneBefore() {
        Visitor learner = world.launch("l7");
        for (int done = 1; done <= 5; done++) {
            int percent = 20 * done;
            complete(learner, done - 1);
            Eventually.holds(percent + " %", PROMISED, () -> given("l7") == percent);
        }
        assertThat(scores("l7")).hasSize(5).allMatch(Received.Score::stored);
    }

    @Test
    void isNotSentBeforeTheFirstCompletion() {
        Visitor learner = world.launch("l2");
        String asset = asset(learner, 0);
        learner.api("PUT", "/me/assets/" + asset, "{\"state\":\"opened\"}");
        complete(world.launch("l3"), 0);
        Eventually.holds("the other's score", PROMISED, () -> given("l3") == 20);
        assertThat(scores("l2")).isEmpty();
    }

    @Test
    void isNeverSentForStaff() {
        Visitor teacher = world.launch("teacher");
        teacher.get(teacher.base() + "/learn");
        complete(teacher, 0);
        complete(world.launch("l4"), 0);
        Eventually.holds("the learner's score", PROMISED, () -> given("l4") == 20);
        assertThat(scores("teacher")).isEmpty();
    }

    @Test
    void tenScoresSurviveEveryKindOfFailureInOrder() {
        Visitor learner = world.launch("l5");
        List<Fault> faults = List.of(
                Fault.down(),
                Fault.throttled(1),
                Fault.unauthorized(),
                Fault.lostRequest(),
                Fault.lostAnswer(),
                Fault.slow(SLOW));
        int done = 0;
        for (int round = 0; round < 10; round++) {
            boolean forward = round < 4 || round > 7;
            world.emulator().faults().next(faults.get(round % faults.size()));
            set(learner, forward ? done : done - 1, forward ? "completed" : "none");
            done += forward ? 1 : -1;
            int percent = 20 * done;
            Eventually.holds(percent + " %", Duration.ofSeconds(60), () -> given("l5") == percent);
        }
        List<Received.Score> sent = scores("l5");
        assertRisesInTime(sent);
        assertThat(sent.stream().filter(Received.Score::stored).map(score -> String.valueOf(score.given())))
                .containsExactly("20", "40", "60", "80", "60", "40", "20", "0", "20", "40");
    }

    @Test
    @Tag("soak")
    void aScoreWhoseAnswerOutlastsOurPatienceIsSentAgainAndStoredOnce() {
        Visitor learner = world.launch("l8");
        world.emulator().faults().next(Fault.slow(Duration.ofSeconds(33)));
        complete(learner, 0);
        Eventually.holds(
                "the delivery",
                Duration.ofSeconds(90),
                () -> Database.count(
                                world,
                                "select count(*) as n from outbox o join learner l on l.id = o.learner_id "
                                        + "where l.sub = 'l8' and o.kind = 'score' and o.state = 'delivered' and o.attempts > 1")
                        == 1);
        assertThat(scores("l8").stream().filter(Received.Score::stored)).hasSize(1);
        assertThat(given("l8")).isEqualTo(20);
    }

    @Test
    void changesWhileTheLmsIsOutBecomeOneScore() {
        Visitor learner = world.launch("l6");
        world.emulator().faults().standing(Fault.down());
        try {
            for (int i = 0; i < 5; i++) {
                complete(learner, i);
            }
        } finally {
            world.emulator().faults().standing(null);
        }
        Eventually.holds("100 %", Duration.ofSeconds(60), () -> given("l6") == 100);
        assertThat(scores("l6").stream().filter(Received.Score::stored)).hasSize(1);
        assertThat(world.emulator().world().findGrade("grades", "l6"))
                .extracting(Grade::activityProgress)
                .isEqualTo("Completed");
    }

    private static void assertRisesInTime(List<Received.Score> sent) {
        List<Received.Score> stored =
                sent.stream().filter(Received.Score::stored).toList();
        for (int i = 1; i < stored.size(); i++) {
            Instant before = Instant.parse(stored.get(i - 1).timestamp());
            Instant after = Instant.parse(stored.get(i).timestamp());
            assertThat(after.truncatedTo(ChronoUnit.SECONDS)).isAfter(before.truncatedTo(ChronoUnit.SECONDS));
            assertThat(after).isBefore(stored.get(i).at().plusMillis(1));
        }
    }

    private static void complete(Visitor learner, int position) {
        set(learner, position, "completed");
    }

    private static void set(Visitor learner, int position, String state) {
        Visitor.Answer answer =
                learner.api("PUT", "/me/assets/" + asset(learner, position), "{\"state\":\"" + state + "\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static String asset(Visitor learner, int position) {
        JsonNode progress =
                learner.api("GET", "/me/progress?module=small", null).json();
        return progress.path("assets").get(position).path("id").asText();
    }

    private static int given(String person) {
        Grade grade = world.emulator().world().findGrade("grades", person);
        return grade == null || grade.given() == null ? -1 : grade.given().intValue();
    }

    private static List<Received.Score> scores(String person) {
        return world.emulator().received().scores().stream()
                .filter(score -> score.person().equals(person))
                .toList();
    }
}
