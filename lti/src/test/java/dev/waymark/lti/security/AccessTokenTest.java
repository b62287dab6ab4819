package dev.waymark.lti.security;

import static dev.waymark.lti.TestPlatform.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waymark.lti.Checks;
import dev.waymark.lti.Deployment;
import dev.waymark.lti.LtiException;
import dev.waymark.lti.TestPlatform;
import dev.waymark.lti.claims.ClaimNames;
import dev.waymark.lti.claims.StrictJson;
import dev.waymark.lti.http.FormBody;
import dev.waymark.lti.http.LtiResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AccessTokenTest {
    private static final ToolKey KEY = ToolKey.generate();
    private static final Deployment DEPLOYMENT = new Deployment(TestPlatform.REGISTRATION, "deployment-1");
    private static final Set<String> SCOPES = Set.of("urn:b", "urn:a");

    @Test
    void asksWithSignedAssertion() {
        var request = AccessToken.request(DEPLOYMENT, KEY, SCOPES, NOW);
        var form = FormBody.decode(String.valueOf(request.body())).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.uri()).isEqualTo(TestPlatform.REGISTRATION.tokenEndpoint());
        assertThat(request.header("content-type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(form)
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("scope", "urn:a urn:b")
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");

        var set = StrictJson.newObject();
        set.putArray("keys").add(KEY.publicJwk());
        var assertion = SignedToken.verify(
                String.valueOf(form.get("client_assertion")),
                PlatformKeys.parse(StrictJson.write(set)),
                10_000,
                new Checks());
        assertThat(assertion.text("iss")).isEqualTo(TestPlatform.CLIENT_ID);
        assertThat(assertion.text("sub")).isEqualTo(TestPlatform.CLIENT_ID);
        assertThat(assertion.text("aud")).isEqualTo("https://lms.example/token");
        assertThat(assertion.text(ClaimNames.DEPLOYMENT_ID)).isEqualTo("deployment-1");
        assertThat(assertion.text("jti", "")).hasSize(43);
        assertThat(assertion.epochSeconds("iat")).isBefore(NOW);
        assertThat(assertion.epochSeconds("exp")).isAfter(NOW);
    }

    @Test
    void readsTokenServedAsHtml() {
        var token = AccessToken.parse(
                new LtiResponse(
                        200,
                        Map.of("Content-Type", "text/html"),
                        "{\"access_token\":\"abc\",\"token_type\":\"Bearer\",\"expires_in\":\"3600\",\"scope\":\"urn:a\"}"),
                SCOPES,
                NOW);
        assertThat(token.scopes()).containsExactly("urn:a");
        assertThat(token.covers(SCOPES)).isFalse();
        assertThat(token.authorization()).isEqualTo("Bearer abc");
        assertThat(token.usable(NOW.plusSeconds(3_500))).isTrue();
        assertThat(token.usable(NOW.plusSeconds(3_580))).isFalse();
        assertThat(token.toString()).doesNotContain("abc");
    }

    @Test
    void assumesWhatWasAskedForWhenScopeIsNotTold() {
        var token = AccessToken.parse(ok("{\"access_token\":\"abc\",\"expires_in\":999999999}"), SCOPES, NOW);
        assertThat(token.covers(SCOPES)).isTrue();
        assertThat(token.expiresAt()).isEqualTo(NOW.plusSeconds(86_400));
    }

    @Test
    void refusesAnswersWithoutUsableToken() {
        for (var response : List.of(
                ok("{}"),
                ok("<html>"),
                ok("{\"access_token\":\"a b\"}"),
                ok("{\"access_token\":\"a\\r\\nX: y\"}"),
                ok("{\"access_token\":7}"),
                new LtiResponse(400, Map.of(), "{\"error\":\"invalid_client\"}"),
                new LtiResponse(500, Map.of(), "oops"))) {
            assertThatExceptionOfType(LtiException.class).isThrownBy(() -> AccessToken.parse(response, SCOPES, NOW));
        }
    }

    @Test
    void tellsPlatformsErrorCode() {
        assertThatExceptionOfType(LtiException.class)
                .isThrownBy(() -> AccessToken.parse(
                        new LtiResponse(400, Map.of(), "{\"error\":\"invalid_client\"}"), SCOPES, NOW))
                .withMessageContaining("400 (invalid_client)");
    }

    private static LtiResponse ok(String body) {
        return new LtiResponse(200, Map.of(), body);
    }
}
