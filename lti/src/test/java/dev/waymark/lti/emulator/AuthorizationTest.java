package dev.waymark.lti.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.emulator.wire.Lti;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizationTest {
    private final Campus campus = new Campus(Profile.PLAIN);

    @Test
    void answersWithTokenAndState() {
        var request = campus.authenticationRequest(campus.platform.open("link-1", "learner-1"));

        var page = campus.authenticate(request);

        assertThat(page.body()).contains("action=\"" + Campus.REDIRECT + "\"");
        assertThat(Campus.field(page, "state")).isEqualTo("state-1");
        var claims = Campus.claims(Campus.field(page, "id_token"));
        assertThat(claims.path("nonce").asText()).isEqualTo("nonce-1");
        assertThat(claims.path("sub").asText()).isEqualTo("learner-1");
        assertThat(claims.path(Lti.CLAIM + "resource_link").path("id").asText()).isEqualTo("link-1");
    }

    @ParameterizedTest(name = "{0}={1} is answered with {2}")
    @CsvSource({
        "scope, profile, invalid_scope",
        "response_type, code, unsupported_response_type",
        "response_mode, query, invalid_request",
        "prompt, login, invalid_request",
        "nonce, '', invalid_request",
        "login_hint, '', invalid_request",
        "login_hint, learner-2, access_denied",
        "lti_message_hint, '', invalid_request",
        "lti_message_hint, stranger, invalid_request"
    })
    void postsAnErrorForABadParameter(String name, String value, String error) {
        var request = campus.authenticationRequest(campus.platform.open("link-1", "learner-1"));
        request.put(name, value);

        var page = campus.authenticate(request);

        assertThat(page.body()).contains("action=\"" + Campus.REDIRECT + "\"").doesNotContain("id_token\"");
        assertThat(Campus.field(page, "error")).isEqualTo(error);
        assertThat(Campus.field(page, "state")).isEqualTo("state-1");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "client_id, stranger",
        "redirect_uri, https://tool.example/lti/launch?x=1",
        "redirect_uri, https://evil.example/"
    })
    void postsNothingToAnAddressItDoesNotKnow(String name, String value) {
        var request = campus.authenticationRequest(campus.platform.open("link-1", "learner-1"));
        request.put(name, value);

        var page = campus.authenticate(request);

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.body()).doesNotContain("<form");
    }

    @Test
    void escapesWhatTheRequestBrings() {
        var request = campus.authenticationRequest(campus.platform.open("link-1", "learner-1"));
        request.put("state", "\"><script>alert(1)</script>");

        assertThat(campus.authenticate(request).body()).doesNotContain("<script>alert");
    }

    @Test
    void bendsOneTokenOnly() {
        campus.platform.deviate(forge -> forge.claim("iss", "https://other.example"));
        var launch = campus.platform.open("link-1", "learner-1");

        assertThat(campus.launch(launch).path("iss").asText()).isEqualTo("https://other.example");
        assertThat(campus.launch(launch).path("iss").asText()).isEqualTo(Campus.BASE.toString());
    }

    @Test
    void refusesTheNextLoginWhenTold() {
        campus.platform.faults().nextLogin("login_required");
        var request = campus.authenticationRequest(campus.platform.open("link-1", "learner-1"));

        assertThat(Campus.field(campus.authenticate(request), "error")).isEqualTo("login_required");
        assertThat(campus.authenticate(request).body()).contains("id_token");
    }

    @Test
    void sendsTheRolesOfASwitchedTeacher() {
        var learner = List.of("http://purl.imsglobal.org/vocab/lis/v2/membership#Learner");

        var claims = campus.launch(campus.platform.open("link-1", "teacher").as(learner));

        assertThat(claims.path("sub").asText()).isEqualTo("teacher");
        assertThat(claims.path(Lti.CLAIM + "roles")).hasSize(1);
        assertThat(claims.path(Lti.CLAIM + "roles").get(0).asText()).endsWith("#Learner");
    }

    @Test
    void namesTheLearnerOfASubmissionReview() {
        var claims = campus.launch(campus.platform.review("link-1", "teacher", "learner-2"));

        assertThat(claims.path(Lti.CLAIM + "message_type").asText()).isEqualTo("LtiSubmissionReviewRequest");
        assertThat(claims.path(Lti.CLAIM + "for_user").path("user_id").asText()).isEqualTo("learner-2");
    }
}
