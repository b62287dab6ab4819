package dev.waymark.lti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waymark.lti.grades.Score;
import dev.waymark.lti.grades.Scores;
import dev.waymark.lti.http.FormBody;
import dev.waymark.lti.http.LtiRequest;
import dev.waymark.lti.http.LtiResponse;
import dev.waymark.lti.http.ServiceOutcome;
import dev.waymark.lti.launch.AuthenticationRequest;
import dev.waymark.lti.launch.AuthenticationResponse;
import dev.waymark.lti.launch.IdTokenVerifier;
import dev.waymark.lti.launch.LoginInitiation;
import dev.waymark.lti.launch.LoginState;
import dev.waymark.lti.launch.Person;
import dev.waymark.lti.launch.Roles;
import dev.waymark.lti.launch.StateSeal;
import dev.waymark.lti.security.AccessToken;
import dev.waymark.lti.security.PlatformKeys;
import dev.waymark.lti.security.Secrets;
import dev.waymark.lti.security.ToolKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The examples of the README are lines of this test, so they compile and work. */
class ReadmeTest {
    private final Instant now = TestPlatform.NOW;
    private final Registration registration = TestPlatform.REGISTRATION;
    private final PlatformKeys keys = TestPlatform.KEYS;
    private final URI toolUrl = URI.create("https://tool.example");
    private final URI launchUrl = toolUrl.resolve("/lti/launch");
    private final Set<String> spent = new HashSet<>();
    private final List<String> greeted = new ArrayList<>();

    @Test
    void launchesAsReadmeSays() {
        var serverSecret = new byte[32];
        var parameters = Map.of("iss", TestPlatform.ISSUER, "login_hint", "7", "target_link_uri", TestPlatform.TARGET)
                .entrySet();

        var seal = new StateSeal(serverSecret);
        var verifier = new IdTokenVerifier();
        var login = LoginInitiation.parse(parameters).requireTargetAt(toolUrl);
        var browserSecret = Secrets.random();
        var started = LoginState.begin("registration-1", login, browserSecret, now);
        var request = new AuthenticationRequest(registration, login, seal.seal(started), started.nonce(), launchUrl);
        var redirect = request.url();

        var posted = answer(redirect).entrySet();
        var cookie = browserSecret;
        if (AuthenticationResponse.parse(posted) instanceof AuthenticationResponse.Granted granted) {
            var state = seal.open(granted.state(), now);
            state.requireBrowser(cookie);
            var launch = verifier.verify(granted.idToken(), registration, keys, state, now);
            spendOnce(state.nonce(), seal.rememberNonceUntil(state));
            greet(launch.message().claims().person(), launch.message().claims().roles());
            assertThatExceptionOfType(LtiException.class)
                    .isThrownBy(() -> spendOnce(state.nonce(), seal.rememberNonceUntil(state)));
        }
        assertThat(greeted).containsExactly("Learner 07");
    }

    @Test
    void callsServiceAsReadmeSays() {
        var toolKeys = ToolKeys.generate();
        var deploymentId = "deployment-1";
        var scopes = Set.of("urn:score");
        var userId = "user-7";
        var lineItem = URI.create("https://lms.example/items/1");

        var tokenRequest =
                AccessToken.request(new Deployment(registration, deploymentId), toolKeys.current(), scopes, now);
        var token = AccessToken.parse(execute(tokenRequest), scopes, now);
        var score = Score.percent(userId, 46, false, now, "23 of 50");
        var outcome = ServiceOutcome.of(execute(Scores.post(lineItem, score, token)), now);

        assertThat(outcome).isEqualTo(new ServiceOutcome.Delivered());
    }

    @Test
    void readmeShowsOnlyLinesOfThisTest() throws IOException {
        var source = squeeze(Files.readString(Path.of("src/test/java/dev/waymark/lti/ReadmeTest.java")));
        var blocks =
                Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("README.md")));
        var lines = blocks.results()
                .flatMap(block -> block.group(1).lines())
                .map(line -> squeeze(line.replaceAll("//.*", "")))
                .filter(line -> !line.isEmpty())
                .toList();
        assertThat(lines).hasSizeGreaterThan(15).allMatch(source::contains);
    }

    private void spendOnce(String nonce, Instant until) {
        if (!until.isAfter(now) || !spent.add(nonce)) {
            throw new LtiException(Reason.STATE_USED);
        }
    }

    private void greet(Person person, Roles roles) {
        if (roles.isLearner()) {
            greeted.add(String.valueOf(person.name()));
        }
    }

    private static Map<String, String> answer(URI redirect) {
        var query = FormBody.decode(redirect.getRawQuery()).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        var claims = TestPlatform.launch().put("nonce", query.get("nonce"));
        return Map.of("id_token", TestPlatform.token(claims), "state", String.valueOf(query.get("state")));
    }

    private static LtiResponse execute(LtiRequest request) {
        return request.uri().getPath().endsWith("/token")
                ? new LtiResponse(200, Map.of(), "{\"access_token\":\"abc\",\"expires_in\":3600}")
                : new LtiResponse(204, Map.of(), "");
    }

    private static String squeeze(String text) {
        return text.replaceAll("\\s+", "");
    }
}
