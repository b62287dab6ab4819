package dev.waymark.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.emulator.Launch;
import dev.waymark.lti.emulator.Profile;
import dev.waymark.lti.emulator.world.Link;
import dev.waymark.lti.emulator.world.Tool;
import dev.waymark.lti.emulator.world.World;
import dev.waymark.lti.http.FormBody;
import dev.waymark.server.Await;
import dev.waymark.server.TestPlatform;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import dev.waymark.server.links.OneTimeLinkStore;
import dev.waymark.server.links.OneTimeLinks;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationTest {
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

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "MOODLE", "BRIGHTSPACE"})
    void registersWithAnInvitation(String profile) {
        try (TestPlatform lms = new TestPlatform(world.url(), profile(profile))) {
            Map<String, String> asked = asked(lms, invite());
            HttpResponse<String> page = open(asked);
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            assertThat(page.body()).contains(lms.emulator().site().issuer());
            assertThat(registrations(lms)).isZero();
            HttpResponse<String> done = confirm(asked);
            assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
            assertThat(done.body()).contains("close.js");
            assertThat(registrations(lms)).isEqualTo(1);
        }
    }

    /** Product families by the code that their configuration carries, with what is known to be odd about each. */
    static Stream<Profile> families() {
        return Stream.of(
                family("moodle", Profile.MOODLE),
                family("canvas", Profile.CANVAS),
                family("BlackboardLearn", Profile.BLACKBOARD),
                family("desire2learn", Profile.BRIGHTSPACE),
                Profile.SAKAI,
                family("openedx", Profile.PLAIN),
                family("something-else", Profile.PLAIN));
    }

    /** Self-hosted, so that the issuer is the host. */
    private static Profile family(String code, Profile like) {
        return new Profile(
                code,
                like.version(),
                like.tokenLifetime(),
                like.loginMethod(),
                like.storageTarget(),
                null,
                like.tokenAudience(),
                like.quirks());
    }

    @ParameterizedTest
    @MethodSource("families")
    void registersLaunchesAndPicksWithEveryProductFamily(Profile family) {
        try (TestPlatform lms = new TestPlatform(world.url(), family)) {
            assertThat(confirm(asked(lms, invite())).statusCode()).isEqualTo(200);
            World known = lms.emulator().world();
            Tool tool = known.tools().stream()
                    .filter(each -> !each.clientId().equals(TestPlatform.CLIENT))
                    .findFirst()
                    .orElseThrow();
            assertThat(tool.deepLinking()).isNotNull();
            assertThat(tool.redirects()).containsExactly(world.url().resolve("/lti/launch"));
            assertThat(tool.scopes()).anyMatch(scope -> scope.endsWith("/scope/score"));
            boolean canvas = family.productFamily().equals("canvas");
            assertThat(tool.configuration().toString().contains("canvas.instructure.com"))
                    .as("keys of Canvas")
                    .isEqualTo(canvas);
            assertThat(tool.configuration().toString().contains("course_navigation"))
                    .as("placements of Canvas")
                    .isEqualTo(canvas);
            known.add(tool.activated());
            String deployment = known.deployments().stream()
                    .filter(each -> each.clientId().equals(tool.clientId()))
                    .findFirst()
                    .orElseThrow()
                    .id();
            approve(lms);
            Link link = lms.emulator()
                    .place(TestPlatform.COURSE, deployment, "Path", world.url().resolve("/lti/launch"));
            assertThat(landed(lms, lms.emulator().open(link.id(), "l1"))).endsWith("/learn");
            assertThat(landed(lms, lms.emulator().pick(deployment, TestPlatform.COURSE, "teacher")))
                    .endsWith("/link");
        }
    }

    private static String landed(TestPlatform lms, Launch launch) {
        Visitor visitor = world.visitorFrom(lms).launch(launch);
        assertThat(visitor.response().statusCode())
                .as(visitor.response().body())
                .isEqualTo(200);
        return visitor.response().uri().getPath();
    }

    /** Deployments that the answer to the registration did not name wait for an administrator. */
    private static void approve(TestPlatform lms) {
        Await.result(world.pool()
                .preparedQuery("update registration set deployment_policy = 'approve' where issuer = $1")
                .execute(io.vertx.sqlclient.Tuple.of(lms.emulator().site().issuer())));
    }

    @Test
    void refusesALinkThatWasUsed() {
        String invite = invite();
        try (TestPlatform first = new TestPlatform(world.url(), Profile.PLAIN);
                TestPlatform second = new TestPlatform(world.url(), Profile.PLAIN)) {
            assertThat(confirm(asked(first, invite)).statusCode()).isEqualTo(200);
            assertThat(confirm(asked(second, invite)).statusCode()).isEqualTo(403);
            assertThat(registrations(second)).isZero();
        }
    }

    @Test
    void refusesWhoeverWasNotInvited() {
        try (TestPlatform lms = new TestPlatform(world.url(), Profile.PLAIN)) {
            Map<String, String> asked = asked(lms, "made-up");
            assertThat(open(asked).statusCode()).isEqualTo(403);
            asked.remove("invite");
            assertThat(confirm(asked).statusCode()).isEqualTo(403);
            assertThat(lms.emulator().received().requests()).isEmpty();
        }
    }

    @Test
    void resumesWhereThePlatformAlreadyKnowsTheTool() {
        try (TestPlatform lms = new TestPlatform(world.url(), Profile.PLAIN)) {
            Map<String, String> asked = asked(lms, invite());
            assertThat(confirm(asked).statusCode()).isEqualTo(200);
            asked.put("invite", invite());
            HttpResponse<String> again = confirm(asked);
            assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
            assertThat(registrations(lms)).isEqualTo(1);
        }
    }

    @Test
    void keepsTheTrustThatAnEarlierInvitationGave() {
        try (TestPlatform lms = new TestPlatform(world.url(), Profile.MOODLE)) {
            Map<String, String> asked = asked(lms, invite(true));
            assertThat(confirm(asked).statusCode()).isEqualTo(200);
            assertThat(trusted(lms)).isEqualTo(1);
            asked.put("invite", invite());
            assertThat(confirm(asked).statusCode()).isEqualTo(200);
            assertThat(trusted(lms)).isEqualTo(1);
        }
    }

    @Test
    void refusesAConfirmationFromAnotherSite() {
        try (TestPlatform lms = new TestPlatform(world.url(), Profile.PLAIN)) {
            Visitor visitor = world.visitor();
            HttpResponse<String> answer = visitor.sendFrom(
                    "cross-site", world.url().resolve("/lti/register"), FormBody.encode(asked(lms, invite())));
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(registrations(lms)).isZero();
        }
    }

    @Test
    void reachesNoPrivateAddressThatIsNotAllowed() {
        try (TestServer closed = TestServer.start(Map.of("WAYMARK_OUTBOUND_ALLOW", ""));
                TestPlatform lms = new TestPlatform(closed.url(), Profile.PLAIN)) {
            OneTimeLinks links =
                    new OneTimeLinks(closed.pool(), new OneTimeLinkStore(), closed.url(), Clock.systemUTC());
            String invite = Await.result(links.invite(false)).url();
            HttpResponse<String> page = closed.visitor()
                    .get(invite + "&"
                            + FormBody.encode(Map.of(
                                    "openid_configuration",
                                    lms.emulator().configuration().toString())));
            assertThat(page.statusCode()).isBetween(400, 502);
            assertThat(page.body()).contains("private address");
            assertThat(lms.emulator().received().requests()).isEmpty();
        }
    }

    @Test
    void tellsCanvasItsConfiguration() {
        HttpResponse<String> answer = world.visitor().get("/lti/config.json");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"oidc_initiation_url\":\"" + world.url() + "/lti/login\"");
    }

    @Test
    void signsAnAdministratorInOnce() {
        String link = Await.result(links().signIn()).url();
        Visitor admin = world.visitor();
        assertThat(admin.get(link).statusCode()).isEqualTo(200);
        assertThat(admin.get(link).statusCode())
                .as("looking does not use it up")
                .isEqualTo(200);
        HttpResponse<String> entered = admin.send("POST", java.net.URI.create(link), "");
        assertThat(entered.statusCode()).isEqualTo(303);
        assertThat(entered.headers().firstValue("Location").orElseThrow()).endsWith("/admin");
        assertThat(admin.send("POST", java.net.URI.create(link), "").statusCode())
                .isEqualTo(404);
    }

    private static Profile profile(String name) {
        return switch (name) {
            case "MOODLE" -> Profile.MOODLE;
            case "BRIGHTSPACE" -> Profile.BRIGHTSPACE;
            default -> Profile.PLAIN;
        };
    }

    private static OneTimeLinks links() {
        return new OneTimeLinks(world.pool(), new OneTimeLinkStore(), world.url(), Clock.systemUTC());
    }

    private static String invite() {
        return invite(false);
    }

    private static String invite(boolean trusted) {
        String url = Await.result(links().invite(trusted)).url();
        return url.substring(url.indexOf("invite=") + 7);
    }

    private static Map<String, String> asked(TestPlatform lms, String invite) {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("openid_configuration", lms.emulator().configuration().toString());
        asked.put("registration_token", lms.emulator().invite(null));
        asked.put("invite", invite);
        return asked;
    }

    private static HttpResponse<String> open(Map<String, String> asked) {
        return world.visitor().get("/lti/register?" + FormBody.encode(asked));
    }

    private static HttpResponse<String> confirm(Map<String, String> asked) {
        return world.visitor().send("POST", world.url().resolve("/lti/register"), FormBody.encode(asked));
    }

    private static long registrations(TestPlatform lms) {
        return count(lms, "select count(*) as n from registration where issuer = $1 and state = 'active'");
    }

    private static long trusted(TestPlatform lms) {
        return count(lms, """
                select count(*) as n from registration r join deployment d on d.registration_id = r.id
                where r.issuer = $1 and d.trust_administrators""");
    }

    private static long count(TestPlatform lms, String sql) {
        return Await.result(world.pool()
                        .preparedQuery(sql)
                        .execute(io.vertx.sqlclient.Tuple.of(
                                lms.emulator().site().issuer())))
                .iterator()
                .next()
                .getLong("n");
    }
}
