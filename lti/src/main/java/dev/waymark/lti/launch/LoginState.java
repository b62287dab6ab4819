package dev.waymark.lti.launch;

import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import dev.waymark.lti.security.Secrets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the tool has to remember between login and launch. It travels sealed in {@code state}, so that the server
 * stores nothing until the launch spends the nonce.
 *
 * @param registration the server's own name for the registration, opaque here
 * @param browserHash hash of a secret that only the browser of the login holds
 * @param storageTarget the frame that keeps data for the tool; null where the platform offers none
 * @see <a href="https://www.imsglobal.org/spec/security/v1p0/#step-2-authentication-request">Security Framework 1.0
 *     §5.1.1.2</a>
 */
public record LoginState(
        String registration,
        String nonce,
        String targetLinkUri,
        Instant issuedAt,
        String browserHash,
        @Nullable String storageTarget,
        @Nullable String loginHint,
        @Nullable String ltiMessageHint) {
    /** Beyond this the hints stay out of the state, and with them the offer to start again. */
    static final int MAX_HINTS = 1_500;

    /** A fresh state for one login; the secret goes to the browser alone (cookie or platform storage). */
    public static LoginState begin(String registration, LoginInitiation login, String browserSecret, Instant now) {
        boolean kept = login.loginHint().length() + length(login.ltiMessageHint()) <= MAX_HINTS;
        return new LoginState(
                registration,
                Secrets.random(),
                login.targetLinkUri(),
                now,
                Secrets.hash(browserSecret),
                login.storageTarget(),
                kept ? login.loginHint() : null,
                kept ? login.ltiMessageHint() : null);
    }

    /** Whether the secret may be in the platform's storage when it is in no cookie. */
    public boolean storageOffered() {
        return storageTarget != null;
    }

    /** Whether an error page can offer to start this launch again in a new window. */
    public boolean canStartAgain() {
        return loginHint != null;
    }

    /** Refuses a launch that arrives from a browser other than the one that logged in. */
    public void requireBrowser(String browserSecret) {
        if (!heldBy(browserSecret)) {
            throw new LtiException(Reason.STATE_OTHER_BROWSER);
        }
    }

    public boolean heldBy(String browserSecret) {
        return Secrets.same(Secrets.hash(browserSecret), browserHash);
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
