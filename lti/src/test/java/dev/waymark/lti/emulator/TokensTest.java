package dev.waymark.lti.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.emulator.wire.Lti;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokensTest {
    private final Campus campus = new Campus(Profile.PLAIN);

    @Test
    void grantsTheKnownPartOfTheScopes() {
        var assertion = TokenForge.of(Campus.TOOL_KEY, campus.assertion()).compact();

        var response = campus.requestToken(assertion, Lti.SCORE_SCOPE + " https://stranger.example/scope");

        assertThat(response.status()).isEqualTo(200);
        assertThat(Campus.json(response).path("scope").asText()).isEqualTo(Lti.SCORE_SCOPE);
    }

    static Stream<Named<UnaryOperator<TokenForge>>> badAssertions() {
        return Stream.of(
                Named.of("another subject", forge -> forge.claim("sub", "someone")),
                Named.of("an unknown client", forge -> forge.claim("iss", "someone")),
                Named.of("another audience", forge -> forge.claim("aud", "https://other.example")),
                Named.of("no expiry", forge -> forge.without("exp")),
                Named.of("an expired assertion", forge -> forge.claim("exp", 1_000)),
                Named.of("no time of issue", forge -> forge.without("iat")),
                Named.of("an assertion from the future", forge -> forge.claim("iat", 9_999_999_999L)),
                Named.of("no id", forge -> forge.without("jti")),
                Named.of("another's key", forge -> forge.signedBy(Campus.STRANGER_KEY.key())),
                Named.of("an unknown key id", forge -> forge.header("kid", "other")),
                Named.of("no key id", forge -> forge.withoutHeader("kid")),
                Named.of("no signature", TokenForge::unsigned),
                Named.of("a shared secret", forge -> forge.macWith(new byte[32])));
    }

    @ParameterizedTest
    @MethodSource("badAssertions")
    void refuses(UnaryOperator<TokenForge> bend) {
        var forge = bend.apply(TokenForge.of(Campus.TOOL_KEY, campus.assertion()));

        var response = campus.requestToken(forge.compact(), Lti.SCORE_SCOPE);

        assertThat(response.status()).isEqualTo(400);
        assertThat(Campus.json(response).path("error").asText()).isEqualTo("invalid_client");
    }

    @Test
    void refusesAnAssertionUsedTwice() {
        var assertion = TokenForge.of(Campus.TOOL_KEY, campus.assertion()).compact();

        assertThat(campus.requestToken(assertion, Lti.SCORE_SCOPE).status()).isEqualTo(200);
        assertThat(campus.requestToken(assertion, Lti.SCORE_SCOPE).status()).isEqualTo(400);
    }

    @Test
    void saysWhichKeysItNeeds() {
        var body = Map.of("Content-Type", "application/x-www-form-urlencoded");
        var assertion = TokenForge.of(Campus.TOOL_KEY, campus.assertion()).compact();
        var request = new dev.waymark.lti.http.LtiRequest(
                "POST", Campus.address("/token"), body, "client_assertion=" + assertion);

        assertThat(campus.platform.needs(request)).isEqualTo(Campus.TOOL_JWKS);
    }

    @Test
    void coversNothingBeyondItsScopes() {
        var request = new dev.waymark.lti.http.LtiRequest(
                "GET",
                Campus.address("/courses/course-1/members"),
                Map.of("Authorization", "Bearer " + campus.accessToken(Lti.SCORE_SCOPE)),
                null);

        assertThat(campus.send(request).status()).isEqualTo(403);
    }

    @Test
    void asksForANewTokenOnceForgotten() {
        var token = campus.accessToken(Lti.MEMBERS_SCOPE);
        campus.platform.forgetTokens();
        var request = new dev.waymark.lti.http.LtiRequest(
                "GET", Campus.address("/courses/course-1/members"), Map.of("Authorization", "Bearer " + token), null);

        assertThat(campus.send(request).status()).isEqualTo(401);
    }
}
