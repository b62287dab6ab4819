package dev.waymark.lti.security;

import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import dev.waymark.lti.claims.Claims;
import dev.waymark.lti.claims.StrictJson;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A platform's key set: the RSA keys it signs with, by key id.
 *
 * <p>Keys of other kinds or uses are skipped, a missing {@code alg} is fine. A key id that stands for two different
 * keys stands for neither.
 *
 * @see <a href="https://www.imsglobal.org/spec/security/v1p0/#h_key-set-url">Security Framework 1.0 §6.3</a>
 */
public final class PlatformKeys {
    public static final PlatformKeys NONE = new PlatformKeys(Map.of());
    private static final int MAX_DOCUMENT = 256 * 1024;
    private static final int MAX_KEYS = 100;
    private static final int MAX_MODULUS_BITS = 8192;
    private static final int MAX_EXPONENT_BITS = 64;

    private final Map<String, RSAPublicKey> byKid;

    private PlatformKeys(Map<String, RSAPublicKey> byKid) {
        this.byKid = Map.copyOf(byKid);
    }

    public static PlatformKeys of(Map<String, RSAPublicKey> byKid) {
        return new PlatformKeys(byKid);
    }

    /** Reads a JSON Web Key Set. */
    public static PlatformKeys parse(String json) {
        if (json.length() > MAX_DOCUMENT) {
            throw new LtiException(Reason.KEY_SET_INVALID, "It is larger than 256 kB.");
        }
        var set = StrictJson.read(json, Reason.KEY_SET_INVALID);
        if (!set.isList("keys")) {
            throw new LtiException(Reason.KEY_SET_INVALID, "It holds no list of keys.");
        }
        return new PlatformKeys(usable(set));
    }

    public @Nullable RSAPublicKey find(String kid) {
        return byKid.get(kid);
    }

    public Set<String> kids() {
        return byKid.keySet();
    }

    public boolean isEmpty() {
        return byKid.isEmpty();
    }

    private static Map<String, RSAPublicKey> usable(Claims set) {
        var usable = new HashMap<String, RSAPublicKey>();
        var ambiguous = new HashSet<String>();
        for (var jwk : set.objects("keys").stream().limit(MAX_KEYS).toList()) {
            var kid = jwk.text("kid");
            var key = kid != null && signsWithRs256(jwk) ? rsaKey(jwk) : null;
            if (kid != null && key != null) {
                var other = usable.put(kid, key);
                if (other != null && !other.equals(key)) {
                    ambiguous.add(kid);
                }
            }
        }
        usable.keySet().removeAll(ambiguous);
        return usable;
    }

    private static boolean signsWithRs256(Claims jwk) {
        return "RSA".equals(jwk.text("kty"))
                && (!jwk.has("alg") || "RS256".equals(jwk.text("alg")))
                && (!jwk.has("use") || "sig".equals(jwk.text("use")))
                && (!jwk.isList("key_ops") || jwk.texts("key_ops").contains("verify"));
    }

    private static @Nullable RSAPublicKey rsaKey(Claims jwk) {
        var modulus = unsigned(jwk.text("n"));
        var exponent = unsigned(jwk.text("e"));
        if (modulus == null || exponent == null || !sane(modulus, exponent)) {
            return null;
        }
        try {
            return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    private static boolean sane(BigInteger modulus, BigInteger exponent) {
        return modulus.bitLength() <= MAX_MODULUS_BITS
                && modulus.testBit(0)
                && exponent.bitLength() <= MAX_EXPONENT_BITS
                && exponent.testBit(0)
                && exponent.compareTo(BigInteger.TWO) > 0;
    }

    private static @Nullable BigInteger unsigned(@Nullable String base64Url) {
        if (base64Url == null) {
            return null;
        }
        try {
            return new BigInteger(1, Base64.getUrlDecoder().decode(base64Url));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
