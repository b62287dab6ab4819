package dev.waymark.lti.launch;

import dev.waymark.lti.Checks;
import dev.waymark.lti.LtiException;
import dev.waymark.lti.Registration;
import dev.waymark.lti.security.PlatformKeys;
import dev.waymark.lti.security.SignedToken;
import dev.waymark.lti.security.TokenRules;
import java.time.Duration;
import java.time.Instant;

/**
 * Verifies an ID token rule by rule, in the order of the specification, and reads its message.
 *
 * <p>Stateless and thread-safe. The caller still spends {@link LoginState#nonce()} once, decides about the
 * {@linkplain LaunchClaims#deploymentId() deployment}, and refreshes its keys on
 * {@link dev.waymark.lti.Reason#KID_UNKNOWN}.
 *
 * @see <a href="https://www.imsglobal.org/spec/security/v1p0/#authentication-response-validation">Security Framework
 *     1.0 §5.1.3</a>
 */
public final class IdTokenVerifier {
    public static final Duration DEFAULT_LEEWAY = Duration.ofSeconds(60);
    public static final int DEFAULT_MAX_LENGTH = 64 * 1024;

    private final Duration leeway;
    private final int maxLength;

    public IdTokenVerifier() {
        this(DEFAULT_LEEWAY, DEFAULT_MAX_LENGTH);
    }

    public IdTokenVerifier(Duration leeway, int maxLength) {
        this.leeway = leeway;
        this.maxLength = maxLength;
    }

    /** @throws LtiException for the first rule that is broken, with every check made until then */
    public VerifiedLaunch verify(
            String idToken, Registration registration, PlatformKeys keys, LoginState state, Instant now) {
        var checks = new Checks();
        var claims = SignedToken.verify(idToken, keys, maxLength, checks);
        var token = new TokenRules(claims, checks);
        token.issuer(registration);
        token.audience(registration);
        token.authorizedParty(registration);
        var expiresAt = token.expiry(now, leeway);
        var issuedAt = token.issuedAt(now, leeway);
        token.notBefore(now, leeway);
        token.nonce(state.nonce());
        var message = new MessageRules(claims, checks);
        var kind = message.kind();
        message.version();
        var deploymentId = message.deployment();
        message.subject(registration);
        var common = ClaimRecords.common(claims, registration.clientId(), deploymentId, issuedAt, expiresAt);
        return new VerifiedLaunch(message.read(kind, common, state), checks.outcomes());
    }
}
