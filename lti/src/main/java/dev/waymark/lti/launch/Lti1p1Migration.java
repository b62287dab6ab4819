package dev.waymark.lti.launch;

import dev.waymark.lti.security.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * The ids that the same things had in LTI 1.1, and the platform's signature over the old consumer key.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti/v1p3/migr">LTI 1.3 Migration Guide</a>
 */
public record Lti1p1Migration(
        @Nullable String userId,
        @Nullable String contextId,
        @Nullable String toolConsumerInstanceGuid,
        @Nullable String resourceLinkId,
        @Nullable String oauthConsumerKey,
        @Nullable String oauthConsumerKeySign) {

    /** Whether the platform knew the old secret when it named the old consumer key in this very launch. */
    public boolean signedWith(String secret, LaunchClaims launch, LoginState login) {
        if (oauthConsumerKey == null || oauthConsumerKeySign == null) {
            return false;
        }
        var signed = String.join(
                "&",
                oauthConsumerKey,
                launch.deploymentId(),
                launch.issuer(),
                launch.clientId(),
                Long.toString(launch.expiresAt().getEpochSecond()),
                login.nonce());
        return Secrets.same(Secrets.hmac(secret, signed), oauthConsumerKeySign);
    }
}
