package dev.waymark.lti.launch;

import static dev.waymark.lti.TestPlatform.CLIENT_ID;
import static dev.waymark.lti.TestPlatform.KEYS;
import static dev.waymark.lti.TestPlatform.NOW;
import static dev.waymark.lti.TestPlatform.REGISTRATION;
import static dev.waymark.lti.TestPlatform.STATE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.lti.Check;
import dev.waymark.lti.TestPlatform;
import dev.waymark.lti.claims.ClaimNames;
import dev.waymark.lti.security.Secrets;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One table of launches that must get in, each for an instructor and for a student. */
class AcceptedLaunchesTest {
    private static final List<String> PERSONAL = List.of("name", "given_name", "family_name", "email", "locale");
    private final IdTokenVerifier verifier = new IdTokenVerifier();

    record Good(String sentence, BiConsumer<ObjectNode, String> edit, boolean roleKept) {
        @Override
        public String toString() {
            return sentence;
        }
    }

    static Stream<Arguments> launches() {
        return Stream.of(
                        good("plain", (c, role) -> roles(c, full(role))),
                        good("several roles", (c, role) -> roles(c, full(role), full("Mentor"), "urn:other:role")),
                        good("a short role", (c, role) -> roles(c, role)),
                        new Good("an unknown role", (c, role) -> roles(c, "http://example.com/vocab#" + role), false),
                        new Good("no role", (c, role) -> roles(c), false),
                        good("email only", (c, role) -> keep(roles(c, full(role)), "email")),
                        good(
                                "names only",
                                (c, role) -> keep(roles(c, full(role)), "name", "given_name", "family_name")),
                        good("no personal data at all", (c, role) -> keep(roles(c, full(role)))),
                        good(
                                "email without context",
                                (c, role) -> keep(roles(c, full(role)), "email").remove(ClaimNames.CONTEXT)),
                        good(
                                "aud as a list of us alone",
                                (c, role) ->
                                        roles(c, full(role)).putArray("aud").add(CLIENT_ID)),
                        good("azp that is us", (c, role) -> roles(c, full(role)).put("azp", CLIENT_ID)),
                        good(
                                "unknown claims",
                                (c, role) ->
                                        roles(c, full(role)).putObject("urn:x").putNull("y")),
                        good("optional claims of wrong types", (c, role) -> wrongTypes(roles(c, full(role)))),
                        good(
                                "an id token that expired within the leeway",
                                (c, role) -> roles(c, full(role))
                                        .put("exp", NOW.minusSeconds(59).getEpochSecond())),
                        good(
                                "a clock ahead within the leeway",
                                (c, role) -> roles(c, full(role))
                                        .put("iat", NOW.plusSeconds(60).getEpochSecond())))
                .flatMap(good -> Stream.of("Instructor", "Learner").map(role -> Arguments.of(good, role)));
    }

    @ParameterizedTest(name = "{0} for {1}")
    @MethodSource("launches")
    void acceptsLaunchWith(Good good, String role) {
        var claims = TestPlatform.launch();
        good.edit().accept(claims, role);
        var launch = verify(claims);
        assertThat(launch.checks()).allMatch(Check::passed).hasSizeGreaterThan(20);
        var message = (ResourceLinkLaunch) launch.message();
        assertThat(message.resourceLink().id()).isEqualTo("link-1");
        assertThat(message.claims().subject()).isEqualTo("user-7");
        assertThat(message.claims().roles().isLearner()).isEqualTo(good.roleKept() && role.equals("Learner"));
        assertThat(message.claims().roles().isInstructor()).isEqualTo(good.roleKept() && role.equals("Instructor"));
    }

    @Test
    void readsEveryClaimOfFullLaunch() {
        var claims = TestPlatform.launch();
        claims.putArray(ClaimNames.ROLE_SCOPE_MENTOR).add("user-8");
        claims.putObject(ClaimNames.CUSTOM)
                .put("cell", "developer-100")
                .put("n", 5)
                .putNull("none");
        claims.putObject(ClaimNames.TOOL_PLATFORM).put("guid", "g").put("product_family_code", "moodle");
        claims.putObject(ClaimNames.LAUNCH_PRESENTATION)
                .put("return_url", "https://lms.example/back")
                .put("document_target", "iframe")
                .put("width", 320);
        claims.putObject(ClaimNames.AGS_ENDPOINT)
                .put("lineitems", "https://lms.example/items")
                .put("lineitem", "https://lms.example/items/1?type_id=2")
                .putArray("scope")
                .add("score");
        claims.putObject(ClaimNames.NRPS_ENDPOINT)
                .put("context_memberships_url", "https://lms.example/members")
                .putArray("service_versions")
                .add("2.0");
        claims.putObject(ClaimNames.GROUPS_ENDPOINT).put("context_groups_url", "https://lms.example/groups");
        claims.putObject(ClaimNames.NOTIFICATION_SERVICE)
                .put("platform_notification_service_url", "https://lms.example/pns")
                .putArray("notice_types_supported")
                .add("LtiContextCopyNotice");
        claims.putObject(ClaimNames.LTI1P1).put("user_id", "old-7").put("oauth_consumer_key", "key");
        claims.putObject(ClaimNames.LIS).put("person_sourcedid", "sis-7");

        var read = verify(claims).message().claims();

        assertThat(read.person().name()).isEqualTo("Learner 07");
        assertThat(read.roleScopeMentor()).containsExactly("user-8");
        assertThat(read.custom())
                .containsEntry("cell", "developer-100")
                .containsEntry("n", "5")
                .hasSize(2);
        assertThat(read.context())
                .isEqualTo(new Context("course-1", "ML1", "Machine learning 1", List.of("CourseSection")));
        assertThat(read.platform()).extracting(ToolPlatform::productFamilyCode).isEqualTo("moodle");
        assertThat(read.presentation()).extracting(LaunchPresentation::width).isEqualTo(320);
        assertThat(read.grades())
                .extracting(AgsEndpoint::lineItem)
                .hasToString("https://lms.example/items/1?type_id=2");
        assertThat(read.members())
                .extracting(NrpsEndpoint::contextMembershipsUrl)
                .hasToString("https://lms.example/members");
        assertThat(read.groups())
                .extracting(GroupsEndpoint::contextGroupsUrl)
                .hasToString("https://lms.example/groups");
        assertThat(read.notifications())
                .extracting(NotificationService::noticeTypesSupported)
                .hasToString("[LtiContextCopyNotice]");
        assertThat(read.migration()).extracting(Lti1p1Migration::userId).isEqualTo("old-7");
        assertThat(read.lis()).extracting(Lis::personSourcedId).isEqualTo("sis-7");
    }

    @Test
    void provesOldConsumerKeyBySignatureOverThisLaunch() {
        var exp = NOW.plusSeconds(58).getEpochSecond();
        var signed = "key&deployment-1&https://lms.example&client-1&" + exp + "&" + TestPlatform.NONCE;
        var claims = TestPlatform.launch();
        claims.putObject(ClaimNames.LTI1P1)
                .put("oauth_consumer_key", "key")
                .put("oauth_consumer_key_sign", Secrets.hmac("old-secret", signed));
        var read = verify(claims).message().claims();
        var migration = Objects.requireNonNull(read.migration());
        assertThat(migration.signedWith("old-secret", read, STATE)).isTrue();
        assertThat(migration.signedWith("guess", read, STATE)).isFalse();
    }

    /** The example of the LTI 1.3 Migration Guide. */
    @Test
    void signsOldConsumerKeyAsMigrationGuideDoes() {
        var text = "179248902&689302&https://lmsvendor.com&PM48OJSfGDTAzAo&1551290856&172we8671fd8z";
        assertThat(Secrets.hmac("my-lti11-secret", text)).isEqualTo("lWd54kFo5qU7xshAna6v8BwoBm6tmUjc6GTax6+12ps=");
    }

    @Test
    void treatsUnresolvedVariablesAsNoValue() {
        var claims = TestPlatform.launch();
        claims.putObject(ClaimNames.CUSTOM)
                .put("history", "$Context.id.history")
                .put("blank", "")
                .put("cell", "a=b");
        var read = verify(claims).message().claims();
        assertThat(read.customValue("history")).isNull();
        assertThat(read.customValue("blank")).isNull();
        assertThat(read.customValue("absent")).isNull();
        assertThat(read.customValue("cell")).isEqualTo("a=b");
    }

    @Test
    void stripsControlAndDirectionCharactersFromNames() {
        var name = verify(TestPlatform.launch().put("name", "Lear\u202Ener\u0000 \u200F07\n"))
                .message();
        assertThat(name.claims().person().name()).isEqualTo("Learner 07");
    }

    @Test
    void acceptsDeepLinkingWithoutRolesContextAndTarget() {
        var message = (DeepLinkingLaunch) verify(TestPlatform.deepLinking()).message();
        assertThat(message.settings().data()).isEqualTo("opaque & kept");
        assertThat(message.settings().acceptTypes()).containsExactlyInAnyOrder("ltiResourceLink", "link");
        assertThat(message.targetLinkUri()).isNull();
        assertThat(message.claims().roles().names()).isEmpty();
    }

    @Test
    void acceptsSubmissionReviewWithoutResourceLink() {
        var claims = TestPlatform.anyMessage("LtiSubmissionReviewRequest");
        claims.putObject(ClaimNames.FOR_USER).put("user_id", "user-9");
        claims.putObject(ClaimNames.AGS_ENDPOINT).put("lineitem", "https://lms.example/items/1");
        var message = (SubmissionReviewLaunch) verify(claims).message();
        assertThat(message.forUser().userId()).isEqualTo("user-9");
        assertThat(message.resourceLink()).isNull();
    }

    @Test
    void acceptsAnonymousLaunchOnlyWhereRegistrationAllowsIt() {
        var claims = TestPlatform.launch();
        claims.remove("sub");
        var launch = verifier.verify(TestPlatform.token(claims), REGISTRATION.allowingAnonymous(), KEYS, STATE, NOW);
        assertThat(launch.message().claims().subject()).isNull();
    }

    private VerifiedLaunch verify(ObjectNode claims) {
        return verifier.verify(TestPlatform.token(claims), REGISTRATION, KEYS, STATE, NOW);
    }

    private static Good good(String sentence, BiConsumer<ObjectNode, String> edit) {
        return new Good(sentence, edit, true);
    }

    private static String full(String role) {
        return "http://purl.imsglobal.org/vocab/lis/v2/membership#" + role;
    }

    private static ObjectNode roles(ObjectNode claims, String... roles) {
        var list = claims.putArray(ClaimNames.ROLES);
        Stream.of(roles).forEach(list::add);
        return claims;
    }

    private static ObjectNode keep(ObjectNode claims, String... kept) {
        PERSONAL.stream().filter(name -> !List.of(kept).contains(name)).forEach(claims::remove);
        return claims;
    }

    private static void wrongTypes(ObjectNode claims) {
        claims.put("name", 7).put(ClaimNames.CUSTOM, "text").put(ClaimNames.CONTEXT, false);
        claims.putArray(ClaimNames.AGS_ENDPOINT).add(1);
        claims.putObject(ClaimNames.NRPS_ENDPOINT).put("context_memberships_url", "file:///etc/passwd");
        claims.putObject(ClaimNames.LAUNCH_PRESENTATION).put("width", 1e300).put("return_url", "javascript:x");
    }
}
