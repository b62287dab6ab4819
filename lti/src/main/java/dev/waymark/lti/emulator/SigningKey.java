package dev.waymark.lti.emulator;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The RSA key that signs for a platform.
 *
 * @see <a href="https://www.imsglobal.org/spec/security/v1p0/#h_key-set-url">Security Framework 1.0 §6.3</a>
 */
public record SigningKey(String kid, RSAPrivateCrtKey key) {

    public static SigningKey generate(String kid) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new SigningKey(
                    kid, (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Restores what {@link #encoded} gave. */
    public static SigningKey of(String kid, String encoded) {
        try {
            var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded));
            return new SigningKey(
                    kid, (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(spec));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not an RSA key", e);
        }
    }

    public String encoded() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    Map<String, String> jwk(boolean withAlgorithm) {
        var jwk = new LinkedHashMap<String, String>();
        jwk.put("kty", "RSA");
        jwk.put("use", "sig");
        jwk.put("kid", kid);
        if (withAlgorithm) {
            jwk.put("alg", "RS256");
        }
        jwk.put("n", unsigned(key.getModulus()));
        jwk.put("e", unsigned(key.getPublicExponent()));
        return jwk;
    }

    @Override
    public String toString() {
        return "SigningKey[" + kid + "]";
    }

    private static String unsigned(BigInteger number) {
        var bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }
}
