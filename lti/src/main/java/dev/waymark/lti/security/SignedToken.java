package dev.waymark.lti.security;

import dev.waymark.lti.Checks;
import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import dev.waymark.lti.claims.Claims;
import dev.waymark.lti.claims.StrictJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A platform's signed token, opened rule by rule. The algorithm is ours, never the token's, and only keys that the
 * platform publishes count.
 *
 * @see <a href="https://www.imsglobal.org/spec/security/v1p0/#authentication-response-validation">Security Framework
 *     1.0 §5.1.3</a>
 */
public final class SignedToken {
    private static final int MIN_MODULUS_BITS = 2048;
    private static final int MAX_KID = 255;
    private static final List<String> FOREIGN_KEY_HEADERS = List.of("jwk", "jku", "x5u", "x5c");

    private final String token;
    private final int headerEnd;
    private final int payloadEnd;
    private final Checks checks;

    private SignedToken(String token, int headerEnd, int payloadEnd, Checks checks) {
        this.token = token;
        this.headerEnd = headerEnd;
        this.payloadEnd = payloadEnd;
        this.checks = checks;
    }

    /** The claims of a token whose signature, header and form are all in order. */
    public static Claims verify(String token, PlatformKeys keys, int maxLength, Checks checks) {
        checks.require("token size", token.length() <= maxLength, Reason.TOKEN_TOO_LARGE);
        int headerEnd = token.indexOf('.');
        int payloadEnd = token.indexOf('.', headerEnd + 1);
        boolean threeParts = headerEnd > 0 && payloadEnd > headerEnd + 1 && token.indexOf('.', payloadEnd + 1) < 0;
        checks.require("token form", threeParts, Reason.TOKEN_MALFORMED, "It does not have three parts.");
        return new SignedToken(token, headerEnd, payloadEnd, checks).verify(keys);
    }

    private Claims verify(PlatformKeys keys) {
        var header = json("token header", token.substring(0, headerEnd));
        algorithm(header);
        plainHeader(header);
        var key = key(kid(header), keys);
        strength(key);
        signature(key);
        return json("token claims", token.substring(headerEnd + 1, payloadEnd));
    }

    private void algorithm(Claims header) {
        checks.require("algorithm", "RS256".equals(header.text("alg")), Reason.ALGORITHM_NOT_ALLOWED);
    }

    private void plainHeader(Claims header) {
        boolean ownKey = FOREIGN_KEY_HEADERS.stream().anyMatch(header::mentions);
        checks.require("no key in the header", !ownKey, Reason.HEADER_NOT_ALLOWED, "It brings its own key.");
        boolean extended = header.mentions("crit") || header.mentions("zip") || header.mentions("b64");
        checks.require("no header extension", !extended, Reason.HEADER_NOT_ALLOWED, "It needs an extension.");
    }

    private String kid(Claims header) {
        checks.require("key id present", header.has("kid"), Reason.KID_MISSING);
        var kid = header.text("kid", "");
        checks.require("key id form", plain(kid), Reason.KID_MALFORMED);
        return kid;
    }

    private RSAPublicKey key(String kid, PlatformKeys keys) {
        return checks.present("key published", keys.find(kid), Reason.KID_UNKNOWN);
    }

    private void strength(RSAPublicKey key) {
        checks.require("key strength", key.getModulus().bitLength() >= MIN_MODULUS_BITS, Reason.KEY_TOO_WEAK);
    }

    private void signature(RSAPublicKey key) {
        var signature = decode(token.substring(payloadEnd + 1));
        checks.require("signature", signature != null && signedBy(key, signature), Reason.SIGNATURE_INVALID);
    }

    private boolean signedBy(RSAPublicKey key, byte[] signature) {
        try {
            var rs256 = Signature.getInstance("SHA256withRSA");
            rs256.initVerify(key);
            rs256.update(token.substring(0, payloadEnd).getBytes(StandardCharsets.UTF_8));
            return rs256.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private Claims json(String name, String part) {
        var bytes = decode(part);
        checks.require(name + " encoding", bytes != null, Reason.TOKEN_MALFORMED, "A part is not base64url.");
        try {
            return StrictJson.read(bytes == null ? new byte[0] : bytes, Reason.TOKEN_MALFORMED);
        } catch (LtiException e) {
            throw checks.failed(name, e);
        }
    }

    /** Printable ASCII as key ids of real platforms have it: no quotes, white space, percent or backslash. */
    private static boolean plain(String kid) {
        return !kid.isEmpty()
                && kid.length() <= MAX_KID
                && kid.chars().allMatch(SignedToken::plain)
                && !kid.contains("..")
                && !kid.startsWith("/");
    }

    private static boolean plain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-_.:=+/#@~".indexOf(c) >= 0;
    }

    /** Only the one canonical spelling counts: spare bits and padding would make two tokens of one. */
    private static byte @Nullable [] decode(String part) {
        try {
            var bytes = Base64.getUrlDecoder().decode(part);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part) ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
