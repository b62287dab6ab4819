package dev.waymark.lti.security;

import dev.waymark.lti.Checks;
import dev.waymark.lti.Reason;
import dev.waymark.lti.Registration;
import dev.waymark.lti.claims.Claims;
import java.time.Duration;
import java.time.Instant;

/**
 * The rules that every token of a platform keeps, whatever it carries.
 *
 * @see <a href="https://www.imsglobal.org/spec/security/v1p0/#authentication-response-validation">Security Framework
 *     1.0 §5.1.3</a>
 */
public record TokenRules(Claims claims, Checks checks) {

    public void issuer(Registration registration) {
        checks.require("issuer", registration.issuer().equals(claims.text("iss")), Reason.ISSUER_MISMATCH);
    }

    /** A list may name us alone: nobody else is trusted to hold our tokens, whatever {@code azp} says. */
    public void audience(Registration registration) {
        var clientId = registration.clientId();
        boolean ours = claims.isList("aud") ? claims.onlyTexts("aud", clientId) : clientId.equals(claims.text("aud"));
        checks.require("audience", ours, Reason.AUDIENCE_MISMATCH);
    }

    public void authorizedParty(Registration registration) {
        boolean ours = !claims.has("azp") || registration.clientId().equals(claims.text("azp"));
        checks.require("authorized party", ours, Reason.AUTHORIZED_PARTY_MISMATCH);
    }

    public Instant expiry(Instant now, Duration leeway) {
        var expiry = instant("exp", "expiry present", Reason.EXPIRY_MISSING);
        checks.require("not expired", now.isBefore(expiry.plus(leeway)), Reason.EXPIRED);
        return expiry;
    }

    public Instant issuedAt(Instant now, Duration leeway) {
        var issuedAt = instant("iat", "issue time present", Reason.ISSUED_AT_MISSING);
        checks.require("issued in the past", !issuedAt.isAfter(now.plus(leeway)), Reason.ISSUED_IN_FUTURE);
        return issuedAt;
    }

    public void notBefore(Instant now, Duration leeway) {
        if (claims.mentions("nbf")) {
            var notBefore = claims.epochSeconds("nbf");
            boolean begun = notBefore != null && !notBefore.isAfter(now.plus(leeway));
            checks.require("already valid", begun, Reason.NOT_YET_VALID);
        }
    }

    public void nonce(String expected) {
        var nonce = claims.text("nonce", "");
        checks.require("nonce present", !nonce.isEmpty(), Reason.NONCE_MISSING);
        checks.require("nonce of this login", Secrets.same(nonce, expected), Reason.NONCE_MISMATCH);
    }

    private Instant instant(String claim, String name, Reason missing) {
        return checks.present(name, claims.epochSeconds(claim), missing);
    }
}
