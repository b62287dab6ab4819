package dev.waymark.lti.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.lti.emulator.wire.Lti;
import dev.waymark.lti.http.FormBody;
import dev.waymark.lti.http.LtiRequest;
import dev.waymark.lti.http.LtiResponse;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeepLinksTest {
    private final Campus campus = new Campus(Profile.PLAIN);
    private final JsonNode request = campus.launch(campus.platform.pick("deployment-1", "course-1", "teacher"));

    private static TokenForge response(JsonNode request, Object... items) {
        var settings = request.path(Lti.DEEP_LINKING + "deep_linking_settings");
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", Campus.CLIENT);
        claims.put("aud", request.path("iss").asText());
        claims.put("iat", request.path("iat").asLong());
        claims.put("exp", request.path("iat").asLong() + 60);
        claims.put("nonce", "answer-1");
        claims.put(Lti.CLAIM + "message_type", "LtiDeepLinkingResponse");
        claims.put(Lti.CLAIM + "version", "1.3.0");
        claims.put(Lti.CLAIM + "deployment_id", "deployment-1");
        if (settings.has("data")) {
            claims.put(Lti.DEEP_LINKING + "data", settings.path("data").asText());
        }
        claims.put(Lti.DEEP_LINKING + "content_items", List.of(items));
        return TokenForge.of(Campus.TOOL_KEY, claims);
    }

    private static Map<String, Object> item() {
        return Map.of(
                "type", "ltiResourceLink",
                "title", "Level 100",
                "url", "https://tool.example/path",
                "custom", Map.of("module", "ml"),
                "lineItem", Map.of("scoreMaximum", 100, "label", "Column", "resourceId", "ml", "tag", "progress"));
    }

    private static LtiResponse send(Campus campus, JsonNode request, TokenForge forge) {
        var returnUrl = request.path(Lti.DEEP_LINKING + "deep_linking_settings").path("deep_link_return_url");
        var body = FormBody.encode(Map.of("JWT", forge.compact()));
        return campus.send(new LtiRequest(
                "POST", URI.create(returnUrl.asText()), Map.of("Content-Type", FormBody.MEDIA_TYPE), body));
    }

    @Test
    void addsWhatWasPickedOnce() {
        assertThat(send(campus, request, response(request, item())).status()).isEqualTo(200);

        var links = campus.platform.world().linksOf("course-1");
        assertThat(links).hasSize(2);
        assertThat(links.get(1).custom()).containsEntry("module", "ml");
        var lineItem =
                campus.platform.world().findLineItem(String.valueOf(links.get(1).lineItem()));
        assertThat(lineItem).isNotNull().satisfies(column -> {
            assertThat(column.label()).isEqualTo("Column");
            assertThat(column.tag()).isEqualTo("progress");
        });
        assertThat(send(campus, request, response(request, item())).status()).isEqualTo(404);
    }

    @Test
    void acceptsAnEmptyChoice() {
        assertThat(send(campus, request, response(request)).status()).isEqualTo(200);
        assertThat(campus.platform.world().linksOf("course-1")).hasSize(1);
    }

    static Stream<Named<UnaryOperator<TokenForge>>> badResponses() {
        return Stream.of(
                Named.of("another issuer", forge -> forge.claim("iss", "someone")),
                Named.of("another audience", forge -> forge.claim("aud", "https://other.example")),
                Named.of("an expired response", forge -> forge.claim("exp", 1_000)),
                Named.of("no expiry", forge -> forge.without("exp")),
                Named.of("no nonce", forge -> forge.without("nonce")),
                Named.of("another message", forge -> forge.claim(Lti.CLAIM + "message_type", "Other")),
                Named.of("another version", forge -> forge.claim(Lti.CLAIM + "version", "1.1")),
                Named.of("another deployment", forge -> forge.claim(Lti.CLAIM + "deployment_id", "other")),
                Named.of("missing data", forge -> forge.without(Lti.DEEP_LINKING + "data")),
                Named.of("other data", forge -> forge.claim(Lti.DEEP_LINKING + "data", "other")),
                Named.of("another's key", forge -> forge.signedBy(Campus.STRANGER_KEY.key())),
                Named.of("no signature", TokenForge::unsigned),
                Named.of(
                        "an item of another type",
                        forge -> forge.claim(Lti.DEEP_LINKING + "content_items", List.of(Map.of("type", "html")))),
                Named.of(
                        "a number among custom parameters",
                        forge -> forge.claim(
                                Lti.DEEP_LINKING + "content_items",
                                List.of(Map.of("type", "ltiResourceLink", "custom", Map.of("n", 1))))),
                Named.of(
                        "a line item worth nothing",
                        forge -> forge.claim(
                                Lti.DEEP_LINKING + "content_items",
                                List.of(
                                        item(),
                                        Map.of("type", "ltiResourceLink", "lineItem", Map.of("scoreMaximum", 0))))));
    }

    @ParameterizedTest
    @MethodSource("badResponses")
    void addsNothingFor(UnaryOperator<TokenForge> bend) {
        var answer = send(campus, request, bend.apply(response(request, item())));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(campus.platform.world().linksOf("course-1")).hasSize(1);
    }

    @Test
    void sendsNoDataAndDropsTheLabelOnMoodle() {
        var moodle = new Campus(Profile.MOODLE);
        var sent = moodle.launch(moodle.platform.pick("deployment-1", "course-1", "teacher"));
        assertThat(sent.path(Lti.DEEP_LINKING + "deep_linking_settings").has("data"))
                .isFalse();

        assertThat(send(moodle, sent, response(sent, item())).status()).isEqualTo(200);

        assertThat(moodle.platform.world().lineItemsOf("course-1").get(1).label())
                .isEqualTo("Level 100");
    }
}
