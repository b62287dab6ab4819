package dev.waymark.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.emulator.Platform;
import dev.waymark.lti.emulator.Profile;
import dev.waymark.lti.emulator.world.Enrolment;
import dev.waymark.lti.emulator.world.Group;
import dev.waymark.lti.emulator.world.Link;
import dev.waymark.lti.emulator.world.Role;
import dev.waymark.lti.http.LtiRequest;
import dev.waymark.server.Await;
import dev.waymark.server.Eventually;
import dev.waymark.server.TestPlatform;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import dev.waymark.server.platforms.ThisTool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Copied courses, groups and reviews: the services around the everyday launch. */
class NoticeTest {
    private static final Duration SOON = Duration.ofSeconds(15);
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
    void aCopyIsKnownByItsHistoryWhereNoNoticeIsSent() {
        try (TestServer moodle = TestServer.start(Profile.MOODLE)) {
            moodle.publishSmallModule();
            Link link = moodle.emulator().world().linksOf(TestPlatform.COURSE).get(0);
            moodle.emulator()
                    .world()
                    .add(link.with(Map.of("waymark_module", "small", ThisTool.CONTEXT_HISTORY, "$Context.id.history")));
            moodle.launch("l7");
            Await.result(moodle.pool()
                    .query("update resource_link set due_at = '2030-01-01T00:00Z'")
                    .execute());
            String course =
                    moodle.emulator().copy(TestPlatform.COURSE, "Copy").course().id();
            moodle.emulator().world().enrol(course, Enrolment.of("l7", Role.LEARNER));
            String copy = moodle.emulator().world().linksOf(course).get(0).id();
            moodle.visitor().launch(moodle.emulator().open(copy, "l7"));
            assertThat(Database.count(moodle, "select count(*) as n from context where copied_from is not null"))
                    .isEqualTo(1);
            assertThat(Database.count(moodle, "select count(*) as n from resource_link where due_at is not null"))
                    .as("the copy keeps the due date")
                    .isEqualTo(2);
        }
    }

    @Test
    void aCopiedCourseIsBoundAgainWithoutDuplicates() throws IOException, InterruptedException {
        world.launch("teacher");
        Eventually.holds("the subscription", SOON, () -> handled("notices") == 1);
        Await.result(world.pool()
                .query("update resource_link set due_at = '2030-01-01T00:00Z'")
                .execute());
        Platform.Copied copied = world.emulator().copy(TestPlatform.COURSE, "Copy");
        assertThat(copied.notices()).isNotEmpty();
        for (LtiRequest notice : copied.notices()) {
            assertThat(post(notice)).isEqualTo(200);
            assertThat(post(notice)).as("the same notice again").isEqualTo(200);
        }
        assertThat(Database.count(world, "select count(*) as n from context where copied_from is not null"))
                .isEqualTo(1);
        String course = copied.course().id();
        world.emulator().world().enrol(course, Enrolment.of("l7", Role.LEARNER));
        Link link = world.emulator().world().linksOf(course).get(0);
        Visitor learner = world.visitor().launch(world.emulator().open(link.id(), "l7"));
        assertThat(Database.count(world, "select count(*) as n from resource_link where due_at is not null"))
                .as("the copy keeps the due date")
                .isEqualTo(2);
        String asset = learner.api("GET", "/me/progress?module=small", null)
                .json()
                .path("assets")
                .get(0)
                .path("id")
                .asText();
        learner.api("PUT", "/me/assets/" + asset, "{\"state\":\"completed\"}");
        Eventually.holds(
                "the score",
                SOON,
                () -> world.emulator().received().scores().stream()
                        .anyMatch(score -> score.person().equals("l7") && score.stored()));
        assertThat(world.emulator().world().lineItemsOf(course))
                .as("one line item")
                .hasSize(1);
    }

    @Test
    void refusesANoticeThatNobodySigned() throws IOException, InterruptedException {
        world.launch("teacher");
        Eventually.holds("the subscription", SOON, () -> handled("notices") == 1);
        URI handler = world.emulator()
                .copy(TestPlatform.COURSE, "Another")
                .notices()
                .get(0)
                .uri();
        LtiRequest forged = new LtiRequest("POST", handler, java.util.Map.of(), "{\"notices\":[{\"jwt\":\"a.b.c\"}]}");
        assertThat(post(forged)).isBetween(400, 499);
    }

    @Test
    void groupsOfACourseBecomeTeams() {
        world.emulator()
                .world()
                .add(world.emulator()
                        .world()
                        .course(TestPlatform.COURSE)
                        .with(new Group("g1", "Morning", null, List.of("l1", "l2"))));
        Await.result(world.pool().query("update context set roster_at = null").execute());
        world.launch("teacher");
        Eventually.holds(
                "the groups",
                SOON,
                () -> Database.count(world, "select count(*) as n from context_group where name = 'Morning'") == 1
                        && Database.count(world, "select count(*) as n from membership where group_ids = array['g1']")
                                == 2);
    }

    @Test
    void aReviewLandsOnTheLearner() {
        world.launch("l8");
        Visitor teacher = world.visitor().launch(world.emulator().review(TestPlatform.LINK, "teacher", "l8"));
        assertThat(teacher.response().uri().getPath()).startsWith(teacher.base() + "/team/learners/");
        assertThat(teacher.response().statusCode()).isEqualTo(200);
        assertThat(teacher.response().body()).contains("Learner 08");
    }

    private static long handled(String kind) {
        return Database.count(world, "select count(*) as n from outbox where state = 'delivered' and kind = $1", kind);
    }

    private static int post(LtiRequest request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(request.uri())
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(String.valueOf(request.body())))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }
}
