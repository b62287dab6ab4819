package dev.waymark.lti.launch;

import dev.waymark.lti.Registration;
import dev.waymark.lti.http.ServiceUrl;
import java.net.URI;
import java.util.LinkedHashMap;

/**
 * The redirect that asks the platform who is there.
 *
 * @param state the sealed {@link LoginState}
 * @param redirectUri exactly as registered with the platform
 * @see <a href="https://www.imsglobal.org/spec/security/v1p0/#step-2-authentication-request">Security Framework 1.0
 *     §5.1.1.2</a>
 */
public record AuthenticationRequest(
        Registration registration, LoginInitiation login, String state, String nonce, URI redirectUri) {

    /** The authorization endpoint with its own query kept and ours after it. */
    public URI url() {
        return ServiceUrl.with(registration.authorizationEndpoint(), parameters());
    }

    private LinkedHashMap<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("scope", "openid");
        parameters.put("response_type", "id_token");
        parameters.put("response_mode", "form_post");
        parameters.put("prompt", "none");
        parameters.put("client_id", registration.clientId());
        parameters.put("redirect_uri", redirectUri.toString());
        parameters.put("login_hint", login.loginHint());
        var hint = login.ltiMessageHint();
        if (hint != null) {
            parameters.put("lti_message_hint", hint);
        }
        parameters.put("state", state);
        parameters.put("nonce", nonce);
        return parameters;
    }
}
