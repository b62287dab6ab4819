package dev.waymark.lti.emulator;

import dev.waymark.lti.emulator.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A token before it is signed, to be bent in any way that a test of a tool's checks needs. */
public final class TokenForge {
    /** Turns the signing input into the signature. */
    @FunctionalInterface
    private interface Signer {
        byte[] sign(byte[] input) throws GeneralSecurityException;
    }

    private final Map<String, Object> header;
    private final Map<String, Object> claims;
    private final UnaryOperator<String> payload;
    private final Signer signer;

    private TokenForge(
            Map<String, Object> header, Map<String, Object> claims, UnaryOperator<String> payload, Signer signer) {
        this.header = header;
        this.claims = claims;
        this.payload = payload;
        this.signer = signer;
    }

    /** A proper RS256 token. */
    public static TokenForge of(SigningKey key, Map<String, Object> claims) {
        var header = new LinkedHashMap<String, Object>();
        header.put("typ", "JWT");
        header.put("alg", "RS256");
        header.put("kid", key.kid());
        return new TokenForge(header, new LinkedHashMap<>(claims), text -> text, rsa(key.key()));
    }

    public Map<String, Object> claims() {
        return Map.copyOf(claims);
    }

    public @Nullable Object claim(String name) {
        return claims.get(name);
    }

    public TokenForge claim(String name, Object value) {
        return new TokenForge(header, with(claims, name, value), payload, signer);
    }

    public TokenForge without(String name) {
        return new TokenForge(header, with(claims, name, null), payload, signer);
    }

    public TokenForge header(String name, Object value) {
        return new TokenForge(with(header, name, value), claims, payload, signer);
    }

    public TokenForge withoutHeader(String name) {
        return new TokenForge(with(header, name, null), claims, payload, signer);
    }

    /** Edits the JSON text of the claims itself, for what no map can express. */
    public TokenForge payload(UnaryOperator<String> edit) {
        return new TokenForge(header, claims, edit, signer);
    }

    /** Keeps the header's key id. */
    public TokenForge signedBy(PrivateKey key) {
        return new TokenForge(header, claims, payload, rsa(key));
    }

    public TokenForge unsigned() {
        return new TokenForge(with(header, "alg", "none"), claims, payload, input -> new byte[0]);
    }

    /** HS256 with the given bytes for a secret. */
    public TokenForge macWith(byte[] secret) {
        return new TokenForge(with(header, "alg", "HS256"), claims, payload, mac(secret));
    }

    public String compact() {
        var input = base64(Json.write(header).getBytes(StandardCharsets.UTF_8)) + "."
                + base64(payload.apply(Json.write(claims)).getBytes(StandardCharsets.UTF_8));
        try {
            return input + "." + base64(signer.sign(input.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Signer rsa(PrivateKey key) {
        return input -> {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(input);
            return signature.sign();
        };
    }

    private static Signer mac(byte[] secret) {
        return input -> {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(input);
        };
    }

    private static Map<String, Object> with(Map<String, Object> map, String name, @Nullable Object value) {
        var copy = new LinkedHashMap<>(map);
        if (value == null) {
            copy.remove(name);
        } else {
            copy.put(name, value);
        }
        return copy;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
