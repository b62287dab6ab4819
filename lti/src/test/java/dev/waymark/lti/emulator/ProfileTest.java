package dev.waymark.lti.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.emulator.wire.Lti;
import dev.waymark.lti.http.LtiRequest;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProfileTest {
    private static final String RESULTS = "/courses/course-1/lineitems/item-1/lineitem/results";

    static Stream<Profile> profiles() {
        return Stream.of(
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
    void goesRoundFromLaunchToResult(Profile profile) {
        var campus = new Campus(profile);
        var claims = campus.launch(campus.platform.open("link-1", "learner-1"));
        var endpoint = claims.path(Lti.GRADES_CLAIM);
        var lineItem = endpoint.path("lineitem").asText();
        int query = lineItem.indexOf('?') < 0 ? lineItem.length() : lineItem.indexOf('?');
        var body = Campus.scoreBody("learner-1", 46, "2030-03-01T10:00:00.000Z");

        var scored = campus.write(
                "POST", lineItem.substring(0, query) + "/scores" + lineItem.substring(query), Lti.SCORE_TYPE, body);
        var results =
                campus.get(lineItem.substring(0, query) + "/results" + lineItem.substring(query), Lti.RESULTS_TYPE);
        var roster = campus.get(
                claims.path(Lti.MEMBERS_CLAIM).path("context_memberships_url").asText(), Lti.MEMBERS_TYPE);

        assertThat(claims.path(Lti.CLAIM + "tool_platform")
                        .path("product_family_code")
                        .asText())
                .isEqualTo(profile.has(Quirk.NO_PRODUCT_FAMILY) ? "" : profile.productFamily());
        assertThat(scored.status()).isEqualTo(profile.has(Quirk.SCORE_IS_CREATED) ? 201 : 200);
        assertThat(Campus.json(results).get(0).path("resultScore").asInt()).isEqualTo(46);
        assertThat(Campus.json(roster).path("members")).hasSize(4);
    }

    @Test
    void moodleTokensLiveAMinuteAndNameNoAuthorizedParty() {
        var moodle = new Campus(Profile.MOODLE);

        var claims = moodle.launch(moodle.platform.open("link-1", "learner-1"));

        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(60);
        assertThat(claims.has("azp")).isFalse();
        assertThat(claims.path(Lti.CLAIM + "context").path("type").get(0).asText())
                .isEqualTo("CourseSection");
    }

    @Test
    void moodleAnswersALaunchOnceAndItsHintIsJson() {
        var moodle = new Campus(Profile.MOODLE);
        var request = moodle.authenticationRequest(moodle.platform.open("link-1", "learner-1"));

        assertThat(request.get("lti_message_hint")).startsWith("{\"");
        assertThat(moodle.authenticate(request).body()).contains("id_token");
        assertThat(moodle.authenticate(request).status()).isEqualTo(404);
    }

    @Test
    void moodleAnswersAnUnknownKeyWithSomethingThatIsNoJson() {
        var moodle = new Campus(Profile.MOODLE);
        var assertion = TokenForge.of(Campus.TOOL_KEY, moodle.assertion()).header("kid", "other");

        var response = moodle.requestToken(assertion.compact(), Lti.SCORE_SCOPE);

        assertThat(response.header("Content-Type")).startsWith("text/html");
        assertThat(response.body()).doesNotStartWith("{");
    }

    @Test
    void canvasSharesItsIssuerAndFramesFromTheSchoolsHost() {
        var site = Site.of(Profile.CANVAS, Campus.BASE).framedBy(URI.create("https://school.example"));

        assertThat(site.issuer()).isEqualTo("https://canvas.instructure.com");
        assertThat(site.pages()).hasHost("school.example");
        assertThat(new Campus(Profile.CANVAS)
                        .loginFields(new Campus(Profile.CANVAS).platform.open("link-1", "learner-1")))
                .containsEntry("lti_storage_target", "post_message_forwarding");
    }

    @Test
    void brightspaceWantsAnotherAudienceAndPublishesKeysWithoutAlgorithm() {
        var brightspace = new Campus(Profile.BRIGHTSPACE);
        var misdirected = brightspace.assertion();
        misdirected.put("aud", Campus.BASE + "/token");

        assertThat(brightspace
                        .requestToken(
                                TokenForge.of(Campus.TOOL_KEY, misdirected).compact(), Lti.SCORE_SCOPE)
                        .status())
                .isEqualTo(400);
        assertThat(brightspace.accessToken(Lti.SCORE_SCOPE)).isNotEmpty();
        assertThat(Campus.PLATFORM_KEY.jwk(false)).doesNotContainKey("alg");
    }

    @Test
    void brightspaceMakesNoLineItemByItself() {
        var target = URI.create("https://tool.example/path");

        assertThat(new Campus(Profile.BRIGHTSPACE)
                        .platform
                        .place("course-1", "deployment-1", "New", target)
                        .lineItem())
                .isNull();
        assertThat(new Campus(Profile.MOODLE)
                        .platform
                        .place("course-1", "deployment-1", "New", target)
                        .lineItem())
                .isNotNull();
    }

    @Test
    void sakaiForbidsABadTokenAndItsRosterIsPlainJson() {
        var sakai = new Campus(Profile.SAKAI);

        var roster = sakai.get("/courses/course-1/members?role=Instructor", Lti.MEMBERS_TYPE);
        var forbidden = sakai.send(new LtiRequest(
                "GET", Campus.address("/courses/course-1/members"), Map.of("Authorization", "Bearer old"), null));

        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(roster.header("Content-Type")).isEqualTo("application/json");
        assertThat(Campus.json(roster).path("members")).as("no filter").hasSize(4);
    }

    @Test
    void sakaiHasOneColumnForALabel() {
        var sakai = new Campus(Profile.SAKAI);

        var first = Campus.json(
                sakai.write("POST", "/courses/course-1/lineitems", Lti.LINE_ITEM_TYPE, column("developer")));
        var second =
                Campus.json(sakai.write("POST", "/courses/course-1/lineitems", Lti.LINE_ITEM_TYPE, column("managed")));

        assertThat(second.path("id")).isEqualTo(first.path("id"));
        assertThat(second.has("resourceLinkId")).isFalse();
    }

    private static Map<String, Object> column(String resource) {
        return Map.of("label", "Path", "scoreMaximum", 100, "resourceId", resource, "resourceLinkId", "link-1");
    }

    @Test
    void openEdxRefusesAStaleScoreAsMalformedAndShowsEverybodysResults() {
        var edx = new Campus(Profile.OPEN_EDX);
        edx.score("learner-1", 46, "2030-03-01T10:00:00.000Z");
        edx.score("learner-2", 12, "2030-03-01T10:00:00.000Z");

        assertThat(edx.score("learner-1", 46, "2030-03-01T10:00:00.000Z").status())
                .isEqualTo(400);
        assertThat(Campus.json(edx.get(RESULTS + "?user_id=learner-1", Lti.RESULTS_TYPE)))
                .hasSize(2);
    }

    @Test
    void aSigningKeySurvivesBeingWrittenDown() {
        var restored = SigningKey.of("platform-1", Campus.PLATFORM_KEY.encoded());

        assertThat(restored.jwk(true)).isEqualTo(Campus.PLATFORM_KEY.jwk(true));
    }
}
