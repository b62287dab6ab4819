package dev.waymark.lti.registration;

import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import dev.waymark.lti.claims.Claims;
import dev.waymark.lti.claims.PlainText;
import dev.waymark.lti.claims.StrictJson;
import dev.waymark.lti.http.LtiResponse;
import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the platform made of a registration.
 *
 * @param deploymentId often missing: the platform then deploys the tool later
 * @param scopes what was granted, which may be less than was asked for
 * @param managementUri where the registration can be changed, when the platform offers that
 * @see <a href="https://www.imsglobal.org/spec/lti-dr/v1p0#successful-registration">Dynamic Registration 1.0 §3.6.1</a>
 */
public record RegistrationResult(
        String clientId,
        @Nullable String deploymentId,
        Set<String> scopes,
        @Nullable URI managementUri,
        @Nullable String managementToken) {
    private static final int MAX_DOCUMENT = 512 * 1024;

    /** Reads any successful answer; of a refusal, the platform's own error code is told. */
    public static RegistrationResult parse(LtiResponse response, PlatformConfiguration platform, ToolDescription tool) {
        if (!response.successful() || response.body().length() > MAX_DOCUMENT) {
            throw new LtiException(
                    Reason.REGISTRATION_REFUSED, "It answered " + response.status() + error(response) + ".");
        }
        var answer = StrictJson.read(response.body(), Reason.REGISTRATION_REFUSED);
        var clientId = clientId(answer);
        if (clientId == null) {
            throw new LtiException(Reason.REGISTRATION_REFUSED, "Its answer holds no client id.");
        }
        var configuration = answer.object(RegistrationDocument.TOOL);
        return new RegistrationResult(
                clientId,
                configuration == null ? null : configuration.identifier("deployment_id"),
                granted(answer, new RegistrationDocument(platform, tool).scopes()),
                answer.uri("registration_client_uri"),
                answer.text("registration_access_token"));
    }

    /** What {@link RegistrationRequests#existing} found; null when the platform knows no registration yet. */
    public static @Nullable RegistrationResult parseExisting(
            LtiResponse response, PlatformConfiguration platform, ToolDescription tool) {
        return response.successful() ? parse(response, platform, tool) : null;
    }

    private static @Nullable String clientId(Claims answer) {
        var number = answer.number("client_id");
        return number == null ? answer.identifier("client_id") : number.toPlainString();
    }

    private static Set<String> granted(Claims answer, Set<String> requested) {
        var scope = answer.text("scope");
        return scope == null || scope.isBlank()
                ? requested
                : new TreeSet<>(Arrays.asList(scope.strip().split("\\s+")));
    }

    private static String error(LtiResponse response) {
        try {
            var code = StrictJson.read(response.body(), Reason.REGISTRATION_REFUSED)
                    .text("error");
            return code == null ? "" : " (" + PlainText.clean(code, 60) + ")";
        } catch (LtiException e) {
            return "";
        }
    }
}
