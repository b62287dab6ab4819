package dev.waymark.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.emulator.Fault;
import dev.waymark.lti.emulator.Profile;
import dev.waymark.lti.emulator.world.Grade;
import dev.waymark.lti.emulator.world.LineItem;
import dev.waymark.lti.emulator.world.Link;
import dev.waymark.lti.emulator.world.World;
import dev.waymark.server.Await;
import dev.waymark.server.Eventually;
import dev.waymark.server.TestPlatform;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the LMS says to scores, sorted into what is tried again and what is final, and what its grade book shows. */
class GradeBookTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static TestServer moodle;
    private static TestServer brightspace;

    @BeforeAll
    static void start() {
        moodle = TestServer.start(Profile.MOODLE);
        moodle.publishSmallModule();
        brightspace = TestServer.start(Profile.BRIGHTSPACE);
        brightspace.publishSmallModule();
    }

    @AfterAll
    static void stop() {
        brightspace.close();
        moodle.close();
    }

    @Test
    void whatTheLmsRefusesForAPersonIsFinalAndExplained() {
        Visitor learner = moodle.launch("l1");
        World lms = moodle.emulator().world();
        lms.add(lms.course(TestPlatform.COURSE).without("l1"));
        complete(learner, 0);
        Eventually.holds(
                "the refusal",
                SOON,
                () -> delivery(moodle, "l1").getString("state").equals("failed"));
        assertThat(delivery(moodle, "l1").getString("reason")).contains("(400)");
        assertThat(delivery(moodle, "l1").getInteger("attempts")).isEqualTo(1);
    }

    @Test
    void aNewerScoreThatTheLmsKeepsIsNotFoughtForever() {
        Visitor learner = moodle.launch("l2");
        moodle.emulator().world().add(grade("l2", 77, Instant.now().plusSeconds(3600)));
        complete(learner, 0);
        Eventually.holds(
                "the end of it",
                SOON,
                () -> delivery(moodle, "l2").getString("state").equals("failed"));
        assertThat(delivery(moodle, "l2").getString("reason"))
                .contains("newer score")
                .contains("(409)");
        assertThat(given(moodle, "l2")).as("what the LMS had stays").isEqualTo(77);
    }

    @Test
    void aLineItemOfOursThatIsGoneIsMadeAgainOnce() {
        World lms = brightspace.emulator().world();
        Link link = brightspace
                .emulator()
                .place(
                        TestPlatform.COURSE,
                        TestPlatform.DEPLOYMENT,
                        "Path",
                        brightspace.url().resolve("/lti/launch"));
        Visitor learner = brightspace.visitor().launch(brightspace.emulator().open(link.id(), "l3"));
        complete(learner, 0);
        Eventually.holds("the first score", SOON, () -> shown(link, "l3") == 20);
        LineItem first = ours(link).get(0);
        lms.removeLineItem(first.id());
        complete(learner, 1);
        Eventually.holds("the score in a new line item", SOON, () -> shown(link, "l3") == 40);
        assertThat(ours(link)).hasSize(1).doesNotContain(first);
    }

    @Test
    void readsBackWhatTheGradeBookShows() {
        Visitor learner = brightspace.launch("l4");
        complete(learner, 0);
        Eventually.holds("the score", SOON, () -> given(brightspace, "l4") == 20);
        readBack();
        Eventually.holds("ours", SOON, () -> shownBy("l4").equals("ours"));
        brightspace.emulator().world().add(grade("l4", 55, Instant.now()));
        readBack();
        Eventually.holds("something else of the LMS", SOON, () -> shownBy("l4").equals("lms"));
        brightspace.emulator().world().add(grade("l4", 20, Instant.now()).overriddenBy("teacher", 90, Instant.now()));
        readBack();
        Eventually.holds("a teacher's", SOON, () -> shownBy("l4").equals("teacher"));
        brightspace.emulator().world().add(grade("l4", 55, Instant.now()).wiped());
        readBack();
        Eventually.holds("nothing", SOON, () -> shownBy("l4").equals("missing"));
    }

    @Test
    void aScoreWhoseAnswerWasLostIsKnownAgainWhereItsTimeIsCalledMalformed() {
        try (TestServer edx = TestServer.start(Profile.OPEN_EDX)) {
            edx.publishSmallModule();
            Visitor learner = edx.launch("l1");
            Visitor other = edx.launch("l2");
            complete(other, 0);
            Eventually.holds("another's score, shown beside", SOON, () -> given(edx, "l2") == 20);
            edx.emulator().faults().next(Fault.lostAnswer());
            complete(learner, 0);
            Eventually.holds(
                    "the delivery",
                    SOON,
                    () -> delivery(edx, "l1").getString("state").equals("delivered"));
            assertThat(delivery(edx, "l1").getString("reason")).endsWith("the LMS had it already");
            assertThat(given(edx, "l1")).isEqualTo(20);
        }
    }

    @ParameterizedTest
    @MethodSource("forbidding")
    void anOldTokenIsRenewedWhereItIsForbidden(Profile profile) {
        try (TestServer lms = TestServer.start(profile)) {
            lms.publishSmallModule();
            Visitor learner = lms.launch("l1");
            complete(learner, 0);
            Eventually.holds("the first score", SOON, () -> given(lms, "l1") == 20);
            lms.emulator().forgetTokens();
            complete(learner, 1);
            Eventually.holds("the second score", SOON, () -> given(lms, "l1") == 40);
        }
    }

    static Stream<Profile> forbidding() {
        return Stream.of(Profile.SAKAI, Profile.OPEN_EDX);
    }

    private static Grade grade(String person, int given, Instant at) {
        return new Grade(
                "grades",
                person,
                BigDecimal.valueOf(given),
                BigDecimal.valueOf(100),
                null,
                "Completed",
                "FullyGraded",
                at.toString(),
                null);
    }

    private static Optional<Grade> grade(TestServer world, String person) {
        return Optional.ofNullable(world.emulator().world().findGrade("grades", person));
    }

    private static int given(TestServer world, String person) {
        return grade(world, person).map(Grade::given).map(BigDecimal::intValue).orElse(-1);
    }

    private static List<LineItem> ours(Link link) {
        return brightspace.emulator().world().lineItemsOf(TestPlatform.COURSE).stream()
                .filter(item -> link.id().equals(item.link()))
                .toList();
    }

    private static int shown(Link link, String person) {
        return ours(link).stream()
                .map(item -> brightspace.emulator().world().findGrade(item.id(), person))
                .filter(grade -> grade != null && grade.given() != null)
                .mapToInt(grade -> grade.given().intValue())
                .findFirst()
                .orElse(-1);
    }

    /** The results of the link are read when they are due; here, at once. */
    private static void readBack() {
        Await.result(brightspace.pool().query("""
                insert into outbox (kind, key, lane, subject_id, registration_id, body)
                select 'results', 'now:' || gen_random_uuid(), 'now', s.resource_link_id, k.registration_id,
                  jsonb_build_object('module', s.module_id)
                from score_sent s join learner l on l.id = s.learner_id and l.sub = 'l4'
                join resource_link k on k.id = s.resource_link_id""").execute());
    }

    private static String shownBy(String sub) {
        return Await.result(brightspace
                        .pool()
                        .query(
                                "select coalesce(shown_by, 'unread') as by from score_sent s join learner l on l.id = s.learner_id "
                                        + "where l.sub = '" + sub + "'")
                        .execute())
                .iterator()
                .next()
                .getString("by");
    }

    private static Row delivery(TestServer world, String sub) {
        return Await.result(world.pool()
                        .query("select o.state, coalesce(o.reason, '') as reason, o.attempts from outbox o "
                                + "join learner l on l.id = o.learner_id where o.kind = 'score' and l.sub = '" + sub
                                + "'")
                        .execute())
                .iterator()
                .next();
    }

    private static void complete(Visitor learner, int position) {
        String asset = learner.api("GET", "/me/progress?module=small", null)
                .json()
                .path("assets")
                .get(position)
                .path("id")
                .asText();
        Visitor.Answer answer = learner.api("PUT", "/me/assets/" + asset, "{\"state\":\"completed\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
}
