package dev.waymark.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.claims.ClaimNames;
import dev.waymark.lti.emulator.Profile;
import dev.waymark.lti.emulator.TokenForge;
import dev.waymark.lti.emulator.world.LineItem;
import dev.waymark.lti.emulator.world.Link;
import dev.waymark.lti.http.FormBody;
import dev.waymark.lti.http.LtiRequest;
import dev.waymark.server.Eventually;
import dev.waymark.server.TestPlatform;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Under every quirk profile: choose content, launch it, work on it, see the score and the roster arrive. */
class DeepLinkingTest {
    private static final Pattern ACTION = Pattern.compile("<form id=\"hand-back\" method=\"post\" action=\"([^\"]+)\"");
    private static final Pattern JWT = Pattern.compile("name=\"JWT\" value=\"([^\"]+)\"");

    static List<Profile> profiles() {
        return List.of(
                Profile.PLAIN,
                Profile.MOODLE,
                Profile.CANVAS,
                Profile.BRIGHTSPACE,
                Profile.BLACKBOARD,
                Profile.SAKAI,
                Profile.OPEN_EDX);
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void goesRoundUnderEveryProfile(Profile profile) {
        try (TestServer world = TestServer.start(profile)) {
            world.publishSmallModule();
            choose(world, Map.of("do", "add", "item", "small/one/100", "graded", "yes"));
            Link chosen = chosen(world).get(0);
            assertThat(chosen.custom())
                    .containsEntry("waymark_module", "small")
                    .containsEntry("waymark_environment", "one")
                    .containsEntry("waymark_level", "100");
            Visitor learner = world.visitor().launch(world.emulator().open(chosen.id(), "l1"));
            completeFirst(learner);
            Eventually.holds("half of the cell", Duration.ofSeconds(15), () -> percent(world, chosen) == 50);
            world.launch("teacher");
            Eventually.holds("the roster", Duration.ofSeconds(15), () -> members(world) >= 10);
        }
    }

    @Test
    void makesNoColumnForALinkThatWasChosenWithoutOne() {
        try (TestServer world = TestServer.start(Profile.MOODLE)) {
            world.publishSmallModule();
            choose(world, Map.of("do", "add", "item", "small/one/100"));
            Link ungraded = chosen(world).get(0);
            completeFirst(world.visitor().launch(world.emulator().open(ungraded.id(), "l1")));
            world.launch("l1");
            Eventually.holds(
                    "the score of the graded link",
                    Duration.ofSeconds(15),
                    () -> world.emulator().world().gradesOf("grades").size() == 1);
            assertThat(world.emulator().world().lineItemsOf(TestPlatform.COURSE))
                    .hasSize(1);
        }
    }

    @Test
    void handsSeveralBackAtOnceEachWithItsOwnColumnAndIdentity() {
        try (TestServer world = TestServer.start()) {
            world.publishSmallModule();
            Visitor teacher = picking(world);
            HttpResponse<String> page = several(teacher, "small/one", "small/one/100", "small/two/200");
            assertThat(handed(world, page)).isLessThan(400);
            assertThat(chosen(world))
                    .extracting(link -> link.custom().get("waymark_environment") + " "
                            + link.custom().get("waymark_level"))
                    .containsExactly("one null", "one 100", "two 200");
            assertThat(world.emulator().world().lineItemsOf(TestPlatform.COURSE))
                    .filteredOn(item -> !item.id().equals("grades"))
                    .allMatch(item -> item.scoreMaximum().intValue() == 100)
                    .extracting(LineItem::resourceId)
                    .containsExactly("small/one", "small/one/100", "small/two/200");
        }
    }

    @Test
    void keepsToWhatTheLmsTakes() {
        try (TestServer world = TestServer.start()) {
            world.publishSmallModule();
            world.emulator()
                    .deviate(token -> settings(token, Map.of("accept_multiple", false, "accept_lineitem", false)));
            Visitor teacher = picking(world);
            assertThat(several(teacher, "small/one", "small/two").statusCode()).isEqualTo(400);
            assertThat(handed(world, several(teacher, "small/one"))).isLessThan(400);
            assertThat(chosen(world)).hasSize(1);
            assertThat(world.emulator().world().lineItemsOf(TestPlatform.COURSE))
                    .as("no column where the LMS takes none")
                    .extracting(LineItem::id)
                    .containsExactly("grades");
        }
    }

    private static TokenForge settings(TokenForge token, Map<String, Object> changed) {
        Map<String, Object> settings = new LinkedHashMap<>();
        ((Map<?, ?>) Objects.requireNonNull(token.claim(ClaimNames.DEEP_LINKING_SETTINGS)))
                .forEach((name, value) -> settings.put(String.valueOf(name), value));
        settings.putAll(changed);
        return token.claim(ClaimNames.DEEP_LINKING_SETTINGS, settings);
    }

    private static HttpResponse<String> several(Visitor teacher, String... items) {
        teacher.get(teacher.base() + "/link");
        String form = "do=add&graded=yes&_token=" + teacher.formToken() + "&item=" + String.join("&item=", items);
        return teacher.submit(teacher.base() + "/link", form, FormBody.MEDIA_TYPE);
    }

    @Test
    void handsNothingBackOnCancel() {
        try (TestServer world = TestServer.start()) {
            world.publishSmallModule();
            int status = choose(world, Map.of("do", "cancel"));
            assertThat(status / 100).isLessThan(4);
            assertThat(chosen(world)).isEmpty();
        }
    }

    @Test
    void refusesAnItemThatIsNotOffered() {
        try (TestServer world = TestServer.start()) {
            world.publishSmallModule();
            Visitor teacher = picking(world);
            HttpResponse<String> answer =
                    teacher.post(teacher.base() + "/link", Map.of("do", "add", "item", "small/nowhere"));
            assertThat(answer.statusCode()).isEqualTo(400);
        }
    }

    @Test
    void isNotThereForALaunchThatAskedForNothing() {
        try (TestServer world = TestServer.start()) {
            world.publishSmallModule();
            Visitor learner = world.launch("l1");
            assertThat(learner.get(learner.base() + "/link").statusCode()).isEqualTo(404);
        }
    }

    private static Visitor picking(TestServer world) {
        Visitor teacher =
                world.visitor().launch(world.emulator().pick(TestPlatform.DEPLOYMENT, TestPlatform.COURSE, "teacher"));
        assertThat(teacher.response().uri().getPath()).isEqualTo(teacher.base() + "/link");
        assertThat(teacher.response().body()).contains("small/one/100");
        return teacher;
    }

    /** Chooses on the page and lets the LMS have the answer. */
    private static int choose(TestServer world, Map<String, String> form) {
        Visitor teacher = picking(world);
        return handed(world, teacher.post(teacher.base() + "/link", form));
    }

    private static int handed(TestServer world, HttpResponse<String> page) {
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        URI target = URI.create(first(ACTION, page.body()));
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("form-action 'self' " + target.getScheme() + "://" + target.getRawAuthority());
        String answer = FormBody.encode(Map.of("JWT", first(JWT, page.body())));
        String jwks = world.visitor().get("/lti/jwks").body();
        return world.emulator()
                .handle(
                        new LtiRequest("POST", target, Map.of("Content-Type", FormBody.MEDIA_TYPE), answer),
                        uri -> jwks)
                .response()
                .status();
    }

    private static String first(Pattern pattern, String html) {
        Matcher found = pattern.matcher(html);
        assertThat(found.find()).as(html).isTrue();
        return found.group(1).replace("&amp;", "&");
    }

    private static List<Link> chosen(TestServer world) {
        return world.emulator().world().linksOf(TestPlatform.COURSE).stream()
                .filter(link -> !link.id().equals(TestPlatform.LINK))
                .toList();
    }

    private static void completeFirst(Visitor learner) {
        String asset = learner.api("GET", "/me/progress?module=small", null)
                .json()
                .path("assets")
                .get(0)
                .path("id")
                .asText();
        assertThat(learner.api("PUT", "/me/assets/" + asset, "{\"state\":\"completed\"}")
                        .status())
                .isEqualTo(200);
    }

    private static int percent(TestServer world, Link link) {
        return world.emulator().world().lineItemsOf(TestPlatform.COURSE).stream()
                .filter(item -> link.id().equals(item.link()))
                .flatMap(item -> world.emulator().world().gradesOf(item.id()).stream())
                .filter(grade -> grade.person().equals("l1"))
                .mapToInt(grade -> grade.given() == null ? -1 : grade.given().intValue())
                .findFirst()
                .orElse(-1);
    }

    private static long members(TestServer world) {
        return Database.count(world, "select count(*) as n from membership where status = 'active'");
    }
}
