package dev.waymark.lti.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.emulator.wire.Json;
import dev.waymark.lti.emulator.wire.Lti;
import dev.waymark.lti.http.LtiRequest;
import dev.waymark.lti.http.LtiResponse;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrationsTest {
    private final Campus campus = new Campus(Profile.PLAIN);

    private static Map<String, Object> document() {
        return new LinkedHashMap<>(Map.of(
                "application_type",
                "web",
                "grant_types",
                List.of("client_credentials", "implicit"),
                "response_types",
                List.of("id_token"),
                "client_name",
                "New tool",
                "initiate_login_uri",
                "https://new.example/login",
                "redirect_uris",
                List.of("https://new.example/launch"),
                "jwks_uri",
                "https://new.example/jwks",
                "token_endpoint_auth_method",
                "private_key_jwt",
                "scope",
                Lti.SCORE_SCOPE,
                Lti.TOOL_CONFIGURATION,
                configuration("new.example")));
    }

    private static Map<String, Object> configuration(String domain) {
        return Map.of(
                "domain", domain,
                "target_link_uri", "https://new.example/",
                "claims", List.of("sub"),
                "custom_parameters", Map.of("filter", "a=b"),
                "messages",
                        List.of(Map.of(
                                "type", "LtiDeepLinkingRequest", "target_link_uri", "https://new.example/pick")));
    }

    private static LtiResponse send(Campus campus, String method, String token, Map<String, Object> document) {
        var headers = Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json");
        var body = method.equals("GET") ? null : Json.write(document);
        return campus.send(new LtiRequest(method, Campus.address("/register"), headers, body));
    }

    @Test
    void registersOncePerTokenAndThenUpdates() {
        var token = campus.platform.invite(null);
        assertThat(send(campus, "GET", token, Map.of()).status()).isEqualTo(404);

        var created = send(campus, "POST", token, document());
        assertThat(created.status()).isEqualTo(201);
        var client = Campus.json(created).path("client_id").asText();
        assertThat(Campus.json(created)
                        .path(Lti.TOOL_CONFIGURATION)
                        .path("deployment_id")
                        .asText())
                .isNotEmpty();
        assertThat(send(campus, "POST", token, document()).status()).isEqualTo(401);

        var document = document();
        document.put("client_name", "Renamed tool");
        assertThat(Campus.json(send(campus, "PUT", token, document))
                        .path("client_id")
                        .asText())
                .isEqualTo(client);
        assertThat(Campus.json(send(campus, "GET", token, Map.of()))
                        .path("client_name")
                        .asText())
                .isEqualTo("Renamed tool");
        assertThat(campus.platform.world().findTool(client))
                .isNotNull()
                .satisfies(tool -> assertThat(tool.deepLinking()).isEqualTo(URI.create("https://new.example/pick")));
    }

    @Test
    void asksForAKnownToken() {
        assertThat(send(campus, "POST", "guessed", document()).status()).isEqualTo(401);
        var configuration =
                new LtiRequest("GET", campus.platform.configuration(), Map.of("Authorization", "Bearer guessed"), null);
        assertThat(campus.send(configuration).status()).isEqualTo(401);
    }

    @Test
    void describesItself() {
        var json = Campus.json(campus.send(new LtiRequest("GET", campus.platform.configuration(), Map.of(), null)));

        assertThat(json.path("issuer").asText()).isEqualTo(Campus.BASE.toString());
        assertThat(json.path("registration_endpoint").asText()).isEqualTo(Campus.BASE + "/register");
        assertThat(json.path(Lti.PLATFORM_CONFIGURATION)
                        .path("product_family_code")
                        .asText())
                .isEqualTo("waymark-emulator");
    }

    @ParameterizedTest(name = "without {0}")
    @CsvSource({
        "application_type",
        "grant_types",
        "response_types",
        "client_name",
        "initiate_login_uri",
        "redirect_uris",
        "jwks_uri",
        "token_endpoint_auth_method",
        "scope",
        "https://purl.imsglobal.org/spec/lti-tool-configuration"
    })
    void refusesAnIncompleteDocument(String missing) {
        var document = document();
        document.remove(missing);

        assertThat(send(campus, "POST", campus.platform.invite(null), document).status())
                .isEqualTo(400);
        assertThat(campus.platform.world().tools()).hasSize(1);
    }

    @Test
    void refusesADomainOtherThanTheTargets() {
        var document = document();
        document.put(Lti.TOOL_CONFIGURATION, configuration("other.example"));

        assertThat(send(campus, "POST", campus.platform.invite(null), document).status())
                .isEqualTo(400);
    }

    @Test
    void waitsForTheAdministratorAndCutsParametersOnMoodle() {
        var moodle = new Campus(Profile.MOODLE);
        var created = send(moodle, "POST", moodle.platform.invite(null), document());

        var tool = moodle.platform
                .world()
                .findTool(Campus.json(created).path("client_id").asText());

        assertThat(tool).isNotNull().satisfies(pending -> {
            assertThat(pending.active()).isFalse();
            assertThat(pending.custom()).containsEntry("filter", "a");
        });
    }

    @Test
    void refusesUnknownScopesOnCanvas() {
        var canvas = new Campus(Profile.CANVAS);
        var document = document();
        document.put("scope", Lti.SCORE_SCOPE + " https://stranger.example/scope");

        assertThat(send(canvas, "POST", canvas.platform.invite(null), document).status())
                .isEqualTo(400);
        assertThat(send(campus, "POST", campus.platform.invite(null), document).status())
                .isEqualTo(201);
    }
}
