package dev.waymark.lti.security;

import dev.waymark.lti.Deployment;
import dev.waymark.lti.claims.ClaimNames;
import dev.waymark.lti.claims.StrictJson;
import java.time.Duration;
import java.time.Instant;

/**
 * The signed statement by which the tool proves itself at the token endpoint.
 *
 * @see <a href="https://www.imsglobal.org/spec/security/v1p0/#using-json-web-tokens-with-oauth-2-0-client-credentials-grant">
 *     Security Framework 1.0 §4.1.1</a>
 */
final class ClientAssertion {
    /** Some platforms allow no leeway at all for clocks that run ahead of theirs. */
    private static final Duration BACK_DATED = Duration.ofSeconds(30);

    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private ClientAssertion() {}

    static String sign(Deployment deployment, ToolKey key, Instant now) {
        var registration = deployment.registration();
        return key.sign(StrictJson.newObject()
                .put("iss", registration.clientId())
                .put("sub", registration.clientId())
                .put("aud", registration.tokenAudience())
                .put("iat", now.minus(BACK_DATED).getEpochSecond())
                .put("exp", now.plus(LIFETIME).getEpochSecond())
                .put("jti", Secrets.random())
                .put(ClaimNames.DEPLOYMENT_ID, deployment.deploymentId()));
    }
}
