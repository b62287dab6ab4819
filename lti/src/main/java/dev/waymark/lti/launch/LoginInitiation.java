package dev.waymark.lti.launch;

import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The platform's request to start a launch, by GET or POST.
 *
 * @see <a href="https://www.imsglobal.org/spec/security/v1p0/#step-1-third-party-initiated-login">Security Framework
 *     1.0 §5.1.1.1</a>
 */
public record LoginInitiation(
        String issuer,
        String loginHint,
        String targetLinkUri,
        @Nullable String ltiMessageHint,
        @Nullable String clientId,
        @Nullable String deploymentId,
        @Nullable String storageTarget) {
    private static final int MAX_ID = 255;
    private static final int MAX_URL = 2_048;
    private static final int MAX_HINT = 8_192;

    /** Reads query or form parameters; unknown ones are ignored. */
    public static LoginInitiation parse(Iterable<? extends Map.Entry<String, String>> pairs) {
        var parameters = Parameters.read(pairs, Reason.LOGIN_MALFORMED);
        return new LoginInitiation(
                parameters.required("iss", MAX_URL, Reason.LOGIN_INCOMPLETE),
                parameters.required("login_hint", MAX_HINT, Reason.LOGIN_INCOMPLETE),
                targetLink(parameters.required("target_link_uri", MAX_URL, Reason.LOGIN_INCOMPLETE)),
                parameters.optional("lti_message_hint", MAX_HINT),
                parameters.optional("client_id", MAX_ID),
                parameters.optional("lti_deployment_id", MAX_ID),
                parameters.optional("lti_storage_target", MAX_ID));
    }

    /** Refuses a target outside the tool: same scheme, host and port as the tool's own address. */
    public LoginInitiation requireTargetAt(URI tool) {
        if (!WebOrigin.of(URI.create(targetLinkUri)).equals(WebOrigin.of(tool))) {
            throw new LtiException(Reason.TARGET_NOT_ALLOWED);
        }
        return this;
    }

    private static String targetLink(String text) {
        try {
            WebOrigin.of(URI.create(text));
            return text;
        } catch (IllegalArgumentException e) {
            throw new LtiException(Reason.LOGIN_MALFORMED, "The parameter target_link_uri is no web address.");
        }
    }
}
