package dev.waymark.lti.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import dev.waymark.lti.claims.Claims;
import dev.waymark.lti.claims.StrictJson;
import dev.waymark.lti.http.LtiRequest;
import dev.waymark.lti.http.LtiResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RegistrationTest {
    private static final String TOOL_CONFIGURATION = "https://purl.imsglobal.org/spec/lti-tool-configuration";
    private static final URI ADDRESS = URI.create("https://lms.example/.well-known/openid-configuration");
    private static final URI TOOL_URL = URI.create("https://tool.example:8443");
    private static final ToolDescription TOOL = new ToolDescription(
            "Waymark",
            "Training modules as learning paths",
            "Add a path",
            TOOL_URL.resolve("/lti/login"),
            TOOL_URL.resolve("/lti/launch"),
            TOOL_URL.resolve("/lti/launch"),
            TOOL_URL.resolve("/lti/jwks"),
            TOOL_URL.resolve("/logo.svg"),
            Set.of("urn:score", "urn:members", "urn:groups"),
            Map.of("context_history", "$Context.id.history"));

    @Test
    void readsConfigurationAndKeepsAudienceOfAuthorizationServer() {
        var platform = parse(c -> c.put("authorization_server", "https://lms.example/as"));
        assertThat(platform.family()).isEqualTo(ProductFamily.MOODLE);
        assertThat(platform.messages()).containsExactly("LtiDeepLinkingRequest", "LtiResourceLinkRequest");
        var registration = platform.registration("client-1");
        assertThat(registration.issuer()).isEqualTo("https://lms.example");
        assertThat(registration.tokenAudience()).isEqualTo("https://lms.example/as");
        assertThat(registration.anonymousAllowed()).isFalse();
        assertThat(parse(c -> {}).tokenAudience()).isEqualTo("https://lms.example/token");
    }

    @Test
    void refusesConfigurationFromAnotherHostThanItsIssuers() {
        refused(c -> c.put("issuer", "https://evil.example"));
        refused(c -> c.put("issuer", "https://lms.example.evil.example"));
        refused(c -> c.put("issuer", "https://sub.lms.example"));
        refused(c -> c.put("issuer", "lms.example"));
        refused(c -> c.remove("issuer"));
    }

    @Test
    void refusesEndpointsWithoutHttps() {
        for (var name : List.of("authorization_endpoint", "token_endpoint", "jwks_uri", "registration_endpoint")) {
            refused(c -> c.put(name, "http://lms.example/x"));
            refused(c -> c.put(name, "https://user:password@lms.example/x"));
            refused(c -> c.put(name, "ftp://lms.example/x"));
            refused(c -> c.remove(name));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8081, true",
        "http://127.0.0.1:8081, true",
        "http://[::1]:8081, true",
        "http://127.0.0.1.evil.example, false",
        "http://10.0.0.1, false",
        "http://localhost.evil.example, false"
    })
    void allowsPlainHttpToThisMachineAloneAndOnlyWhenAskedTo(URI origin, boolean allowed) {
        var response = ok(configuration(origin.toString(), c -> {}));
        var address = URI.create(origin + "/config");
        assertThat(parses(response, address, Transport.HTTPS_ONLY)).isFalse();
        assertThat(parses(response, address, Transport.HTTP_ON_LOOPBACK)).isEqualTo(allowed);
    }

    @Test
    void acceptsHostedCanvasFromItsSignInHost() {
        var document = ok(configuration("https://canvas.instructure.com", c -> {}));
        assertThat(parses(document, URI.create("https://sso.canvaslms.com/api/x"), Transport.HTTPS_ONLY))
                .isTrue();
        assertThat(parses(document, URI.create("https://sso.canvaslms.com.evil.example/"), Transport.HTTPS_ONLY))
                .isFalse();
        assertThat(parses(document, URI.create("https://sso.beta.canvaslms.com/"), Transport.HTTPS_ONLY))
                .isFalse();
    }

    @Test
    void sendsTokenWithBothCallsAndNoneWhenNoneCame() {
        var platform = parse(c -> {});
        assertThat(RegistrationRequests.configuration(ADDRESS, "tok").header("authorization"))
                .isEqualTo("Bearer tok");
        assertThat(RegistrationRequests.register(platform, TOOL, "tok").header("authorization"))
                .isEqualTo("Bearer tok");
        assertThat(RegistrationRequests.register(platform, TOOL, null).header("authorization"))
                .isNull();
    }

    @Test
    void registersWithEverythingPlatformsNeed() {
        var request = RegistrationRequests.register(parse(c -> {}), TOOL, "tok");
        var body = body(request);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.uri()).hasToString("https://lms.example/register");
        assertThat(request.header("content-type")).isEqualTo("application/json");
        assertThat(body.texts("redirect_uris")).containsExactly("https://tool.example:8443/lti/launch");
        assertThat(body.texts("grant_types")).containsExactly("client_credentials", "implicit");
        assertThat(body.text("token_endpoint_auth_method")).isEqualTo("private_key_jwt");
        assertThat(tool(request).text("domain")).isEqualTo("tool.example:8443");
    }

    @Test
    void asksOnlyForScopesThatPlatformHas() {
        var some = parse(c -> c.putArray("scopes_supported").add("urn:score").add("openid"));
        assertThat(body(RegistrationRequests.register(some, TOOL, null)).text("scope"))
                .isEqualTo("urn:score");
        var silent = parse(c -> c.remove("scopes_supported"));
        assertThat(body(RegistrationRequests.register(silent, TOOL, null)).text("scope"))
                .isEqualTo("urn:groups urn:members urn:score");
    }

    @ParameterizedTest
    @EnumSource(ProductFamily.class)
    void offersPickerToEveryFamilyAndCanvasKeysToCanvasAlone(ProductFamily family) {
        var request = RegistrationRequests.register(of(family), TOOL, null);
        assertThat(tool(request).objects("messages"))
                .extracting(message -> message.text("type"))
                .contains("LtiDeepLinkingRequest");
        var body = String.valueOf(request.body());
        assertThat(body.contains("canvas.instructure.com")).isEqualTo(family == ProductFamily.CANVAS);
        assertThat(body.contains("assignment_selection")).isEqualTo(family == ProductFamily.CANVAS);
        assertThat(body.contains("course_navigation")).isEqualTo(family == ProductFamily.CANVAS);
        assertThat(body.contains("LtiResourceLinkRequest")).isEqualTo(family != ProductFamily.MOODLE);
    }

    @ParameterizedTest
    @CsvSource({
        "moodle, MOODLE",
        "canvas, CANVAS",
        "BlackboardLearn, BLACKBOARD",
        "desire2learn, BRIGHTSPACE",
        "sakailms.org, SAKAI",
        "openedx, OPEN_EDX",
        "something, OTHER",
        ", OTHER"
    })
    void knowsFamiliesByTheirCodes(@Nullable String code, ProductFamily family) {
        assertThat(ProductFamily.of(code)).isEqualTo(family);
    }

    @Test
    void readsAnySuccessfulAnswer() {
        var platform = parse(c -> {});
        var created = new LtiResponse(
                201,
                Map.of(),
                "{\"client_id\":\"c1\",\"scope\":\"urn:score\",\"" + TOOL_CONFIGURATION
                        + "\":{\"deployment_id\":\"d1\"}}");
        var result = RegistrationResult.parse(created, platform, TOOL);
        assertThat(result.clientId()).isEqualTo("c1");
        assertThat(result.deploymentId()).isEqualTo("d1");
        assertThat(result.scopes()).containsExactly("urn:score");
        var bare = RegistrationResult.parse(ok("{\"client_id\":10000000000267}"), platform, TOOL);
        assertThat(bare.clientId()).isEqualTo("10000000000267");
        assertThat(bare.deploymentId()).isNull();
        assertThat(bare.scopes()).containsExactlyInAnyOrder("urn:score", "urn:members");
    }

    @Test
    void tellsWhyPlatformRefused() {
        var response = new LtiResponse(400, Map.of(), "{\"error\":\"invalid_client_metadata\"}");
        assertThatExceptionOfType(LtiException.class)
                .isThrownBy(() -> RegistrationResult.parse(response, parse(c -> {}), TOOL))
                .withMessageContaining("400 (invalid_client_metadata)");
        for (var body : List.of("", "{}", "{\"client_id\":\"\"}", "<html>")) {
            assertThatExceptionOfType(LtiException.class)
                    .isThrownBy(() -> RegistrationResult.parse(ok(body), parse(c -> {}), TOOL));
        }
    }

    @Test
    void updatesWherePlatformSaysElseBySecondPost() {
        var platform = parse(c -> {});
        assertThat(RegistrationRequests.existing(platform, "tok").method()).isEqualTo("GET");
        assertThat(RegistrationResult.parseExisting(new LtiResponse(404, Map.of(), ""), platform, TOOL))
                .isNull();
        var moodle = RegistrationResult.parse(ok("{\"client_id\":\"c1\"}"), platform, TOOL);
        assertThat(RegistrationRequests.update(platform, TOOL, moodle, "tok").method())
                .isEqualTo("POST");
        var managed = RegistrationResult.parse(
                ok("{\"client_id\":\"c1\",\"registration_client_uri\":\"https://lms.example/r/1\","
                        + "\"registration_access_token\":\"own\"}"),
                platform,
                TOOL);
        var update = RegistrationRequests.update(platform, TOOL, managed, "tok");
        assertThat(update.method()).isEqualTo("PUT");
        assertThat(update.uri()).hasToString("https://lms.example/r/1");
        assertThat(update.header("Authorization")).isEqualTo("Bearer own");
    }

    @Test
    void describesItselfToCanvas() {
        var json = StrictJson.read(CanvasConfiguration.json(TOOL), Reason.CONFIGURATION_INVALID);
        assertThat(json.text("oidc_initiation_url")).isEqualTo("https://tool.example:8443/lti/login");
        assertThat(json.text("public_jwk_url")).isEqualTo("https://tool.example:8443/lti/jwks");
        assertThat(json.texts("scopes")).containsExactly("urn:groups", "urn:members", "urn:score");
        assertThat(json.objects("extensions"))
                .singleElement()
                .satisfies(extension -> assertThat(extension.json())
                        .contains("link_selection", "assignment_selection", "course_navigation"));
    }

    private static PlatformConfiguration parse(Consumer<ObjectNode> edit) {
        return PlatformConfiguration.parse(
                ok(configuration("https://lms.example", edit)), ADDRESS, Transport.HTTPS_ONLY);
    }

    private static PlatformConfiguration of(ProductFamily family) {
        var moodle = parse(c -> {});
        return new PlatformConfiguration(
                moodle.issuer(),
                moodle.authorizationEndpoint(),
                moodle.tokenEndpoint(),
                moodle.tokenAudience(),
                moodle.jwksUri(),
                moodle.registrationEndpoint(),
                moodle.scopes(),
                moodle.messages(),
                family,
                null);
    }

    private static void refused(Consumer<ObjectNode> edit) {
        assertThatExceptionOfType(LtiException.class)
                .isThrownBy(() -> parse(edit))
                .extracting(LtiException::reason)
                .isEqualTo(Reason.CONFIGURATION_INVALID);
    }

    private static boolean parses(LtiResponse response, URI address, Transport transport) {
        try {
            return !PlatformConfiguration.parse(response, address, transport)
                    .issuer()
                    .isEmpty();
        } catch (LtiException e) {
            return false;
        }
    }

    private static String configuration(String origin, Consumer<ObjectNode> edit) {
        var json = StrictJson.newObject()
                .put("issuer", origin)
                .put("authorization_endpoint", origin + "/auth")
                .put("token_endpoint", origin + "/token")
                .put("jwks_uri", origin + "/jwks")
                .put("registration_endpoint", origin + "/register");
        json.putArray("scopes_supported").add("openid").add("urn:score").add("urn:members");
        var platform = json.putObject("https://purl.imsglobal.org/spec/lti-platform-configuration")
                .put("product_family_code", "moodle")
                .put("version", "4.5");
        var messages = platform.putArray("messages_supported").add("LtiResourceLinkRequest");
        messages.addObject().put("type", "LtiDeepLinkingRequest");
        edit.accept(json);
        return StrictJson.write(json);
    }

    private static Claims body(LtiRequest request) {
        return StrictJson.read(String.valueOf(request.body()), Reason.CONFIGURATION_INVALID);
    }

    private static Claims tool(LtiRequest request) {
        var tool = body(request).object(TOOL_CONFIGURATION);
        return tool == null ? StrictJson.read("{}", Reason.CONFIGURATION_INVALID) : tool;
    }

    private static LtiResponse ok(String body) {
        return new LtiResponse(200, Map.of(), body);
    }
}
