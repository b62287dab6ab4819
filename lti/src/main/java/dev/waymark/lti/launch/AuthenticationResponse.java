package dev.waymark.lti.launch;

import dev.waymark.lti.Reason;
import dev.waymark.lti.claims.PlainText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form that the platform posts back through the browser: a token, or the reason why there is none.
 *
 * @see <a href="https://www.imsglobal.org/spec/security/v1p0/#step-3-authentication-response">Security Framework 1.0
 *     §5.1.1.3</a>
 */
public sealed interface AuthenticationResponse {
    int MAX_STATE = 24_000;

    /** A token to verify, and the state of the login that it answers. */
    record Granted(String idToken, String state) implements AuthenticationResponse {}

    /** The platform's own refusal, such as {@code login_required}; texts are cleaned for printing. */
    record Refused(
            String error,
            @Nullable String description,
            @Nullable String state) implements AuthenticationResponse {}

    static AuthenticationResponse parse(Iterable<? extends Map.Entry<String, String>> pairs) {
        var parameters = Parameters.read(pairs, Reason.RESPONSE_MALFORMED);
        var error = parameters.optional("error", 1_000);
        var state = parameters.optional("state", MAX_STATE);
        if (error != null) {
            var description = parameters.optional("error_description", 4_000);
            return new Refused(
                    PlainText.clean(error, 100), description == null ? null : PlainText.clean(description, 500), state);
        }
        return new Granted(
                parameters.required("id_token", Integer.MAX_VALUE, Reason.RESPONSE_MALFORMED),
                parameters.required("state", MAX_STATE, Reason.RESPONSE_MALFORMED));
    }
}
