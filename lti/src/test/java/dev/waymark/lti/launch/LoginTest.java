package dev.waymark.lti.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import dev.waymark.lti.Registration;
import dev.waymark.lti.TestPlatform;
import dev.waymark.lti.http.FormBody;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoginTest {
    private static final URI TOOL = URI.create("https://tool.example");
    private static final String MOODLE_HINT = "{\"cmid\":\"3\",\"launchid\":\"a b&c\"}";

    @Test
    void readsLoginByGet() {
        var login = LoginInitiation.parse(
                FormBody.decode(
                        "iss=https%3A%2F%2Flms.example&login_hint=7&target_link_uri=https%3A%2F%2Ftool.example%2Flearn&unknown=1"));
        assertThat(login.issuer()).isEqualTo("https://lms.example");
        assertThat(login.targetLinkUri()).isEqualTo("https://tool.example/learn");
    }

    @Test
    void readsLoginWithoutClientIdAndDeployment() {
        var login = LoginInitiation.parse(minimal().entrySet());
        assertThat(login.clientId()).isNull();
        assertThat(login.deploymentId()).isNull();
        assertThat(login.storageTarget()).isNull();
        assertThat(login.ltiMessageHint()).isNull();
    }

    @Test
    void rejectsLoginThatLacksRequiredParameter() {
        for (var name : List.of("iss", "login_hint", "target_link_uri")) {
            var parameters = minimal();
            parameters.remove(name);
            refused(parameters.entrySet(), Reason.LOGIN_INCOMPLETE);
            parameters.put(name, "");
            refused(parameters.entrySet(), Reason.LOGIN_INCOMPLETE);
        }
    }

    @Test
    void rejectsRepeatedParameter() {
        refused(FormBody.decode("iss=a&iss=b"), Reason.LOGIN_MALFORMED);
    }

    @Test
    void rejectsEndlessParameters() {
        for (var name : List.of("iss", "login_hint", "lti_message_hint", "client_id", "lti_storage_target")) {
            var parameters = minimal();
            parameters.put(name, "x".repeat(9_000));
            refused(parameters.entrySet(), Reason.LOGIN_MALFORMED);
        }
    }

    @Test
    void rejectsTargetThatIsNoWebAddress() {
        for (var target :
                List.of("javascript:alert(1)", "/learn", "https://user@tool.example/", "https:// x", "data:,")) {
            var parameters = minimal();
            parameters.put("target_link_uri", target);
            refused(parameters.entrySet(), Reason.LOGIN_MALFORMED);
        }
    }

    @Test
    void rejectsTargetOnAnotherOrigin() {
        for (var target : List.of(
                "https://evil.example/learn",
                "http://tool.example/learn",
                "https://tool.example:8443/",
                "https://tool.example.evil.example/")) {
            var parameters = minimal();
            parameters.put("target_link_uri", target);
            var login = LoginInitiation.parse(parameters.entrySet());
            assertThatExceptionOfType(LtiException.class).isThrownBy(() -> login.requireTargetAt(TOOL));
        }
    }

    @Test
    void acceptsTargetOnOurOriginInAnySpelling() {
        for (var target : List.of("https://TOOL.example/learn?x=1", "https://tool.example:443/")) {
            var parameters = minimal();
            parameters.put("target_link_uri", target);
            var login = LoginInitiation.parse(parameters.entrySet());
            assertThat(login.requireTargetAt(TOOL)).isSameAs(login);
        }
    }

    @Test
    void asksWithEveryRequiredParameterAndEchoesHintUnaltered() {
        var url = request("https://lms.example/auth", MOODLE_HINT).url();
        var query = FormBody.decode(url.getRawQuery()).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertThat(url).hasScheme("https").hasHost("lms.example").hasPath("/auth");
        assertThat(query)
                .isEqualTo(Map.of(
                        "scope", "openid",
                        "response_type", "id_token",
                        "response_mode", "form_post",
                        "prompt", "none",
                        "client_id", TestPlatform.CLIENT_ID,
                        "redirect_uri", "https://tool.example/lti/launch",
                        "login_hint", "7",
                        "lti_message_hint", MOODLE_HINT,
                        "state", "sealed.state",
                        "nonce", "nonce-1"));
        assertThat(url.getRawQuery()).doesNotContain("{", "\"", "+", " ");
    }

    @Test
    void leavesHintOutWhenNoneCame() {
        assertThat(request("https://lms.example/auth", null).url().toString()).doesNotContain("lti_message_hint");
    }

    @Test
    void keepsQueryOfAuthorizationEndpoint() {
        assertThat(request("https://lms.example/auth?tenant=a%2Fb", null).url().getRawQuery())
                .startsWith("tenant=a%2Fb&scope=openid&");
        assertThat(request("https://lms.example/auth?#top", null).url().toString())
                .startsWith("https://lms.example/auth?scope=openid&")
                .doesNotContain("#");
    }

    @Test
    void readsTokenThatPlatformPosted() {
        var response = AuthenticationResponse.parse(
                Map.of("id_token", "t", "state", "s").entrySet());
        assertThat(response).isEqualTo(new AuthenticationResponse.Granted("t", "s"));
    }

    @Test
    void readsRefusalOfPlatformCleanedForPrinting() {
        var response = AuthenticationResponse.parse(
                Map.of("error", "login_required", "error_description", "No\u0000 \u202Ecookie", "state", "s")
                        .entrySet());
        assertThat(response).isEqualTo(new AuthenticationResponse.Refused("login_required", "No cookie", "s"));
    }

    @Test
    void rejectsAnswerWithoutTokenOrState() {
        for (var fields : List.of(Map.of("id_token", "t"), Map.of("state", "s"), Map.<String, String>of())) {
            assertThatExceptionOfType(LtiException.class)
                    .isThrownBy(() -> AuthenticationResponse.parse(fields.entrySet()))
                    .extracting(LtiException::reason)
                    .isEqualTo(Reason.RESPONSE_MALFORMED);
        }
    }

    private static AuthenticationRequest request(String endpoint, @Nullable String hint) {
        var parameters = minimal();
        if (hint != null) {
            parameters.put("lti_message_hint", hint);
        }
        var registration =
                Registration.of(TestPlatform.ISSUER, TestPlatform.CLIENT_ID, URI.create(endpoint), TOOL, TOOL);
        return new AuthenticationRequest(
                registration,
                LoginInitiation.parse(parameters.entrySet()),
                "sealed.state",
                "nonce-1",
                TOOL.resolve("/lti/launch"));
    }

    private static TreeMap<String, String> minimal() {
        return new TreeMap<>(Map.of(
                "iss", "https://lms.example", "login_hint", "7", "target_link_uri", "https://tool.example/learn"));
    }

    private static void refused(Iterable<Map.Entry<String, String>> parameters, Reason reason) {
        assertThatExceptionOfType(LtiException.class)
                .isThrownBy(() -> LoginInitiation.parse(parameters))
                .extracting(LtiException::reason)
                .isEqualTo(reason);
    }
}
