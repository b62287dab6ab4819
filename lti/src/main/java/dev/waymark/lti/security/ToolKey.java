package dev.waymark.lti.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.lti.claims.StrictJson;
import io.jsonwebtoken.Jwts;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * A key pair that the tool signs with. Its key id is the key's thumbprint, so an id is never used for another key.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7638">RFC 7638</a>
 */
public final class ToolKey {
    private static final int BITS = 2048;

    private final RSAPrivateCrtKey key;
    private final String kid;

    private ToolKey(RSAPrivateCrtKey key) {
        this.key = key;
        this.kid = thumbprint(key);
    }

    public static ToolKey generate() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return new ToolKey((RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has RSA", e);
        }
    }

    /** @throws IllegalArgumentException when the bytes are no RSA private key of at least 2048 bits */
    public static ToolKey fromPkcs8(byte[] encoded) {
        try {
            var key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            if (key instanceof RSAPrivateCrtKey rsa && rsa.getModulus().bitLength() >= BITS) {
                return new ToolKey(rsa);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not an RSA private key", e);
        }
        throw new IllegalArgumentException("Not an RSA private key of at least 2048 bits");
    }

    public String kid() {
        return kid;
    }

    /** The private key, for storage under encryption. */
    public byte[] toPkcs8() {
        return key.getEncoded();
    }

    /** A compact RS256 token with exactly these claims. Costs about a millisecond. */
    public String sign(JsonNode claims) {
        return Jwts.builder()
                .header()
                .keyId(kid)
                .type("JWT")
                .and()
                .content(StrictJson.write(claims).getBytes(StandardCharsets.UTF_8))
                .signWith(key, Jwts.SIG.RS256)
                .compact();
    }

    public ObjectNode publicJwk() {
        return StrictJson.newObject()
                .put("kty", "RSA")
                .put("alg", "RS256")
                .put("use", "sig")
                .put("kid", kid)
                .put("n", encode(key.getModulus()))
                .put("e", encode(key.getPublicExponent()));
    }

    @Override
    public String toString() {
        return "ToolKey[" + kid + "]";
    }

    private static String thumbprint(RSAPrivateCrtKey key) {
        var members = "{\"e\":\"" + encode(key.getPublicExponent()) + "\",\"kty\":\"RSA\",\"n\":\""
                + encode(key.getModulus()) + "\"}";
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(members.getBytes(StandardCharsets.US_ASCII));
            return encode(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    private static String encode(BigInteger number) {
        var bytes = number.toByteArray();
        return encode(bytes[0] == 0 && bytes.length > 1 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
