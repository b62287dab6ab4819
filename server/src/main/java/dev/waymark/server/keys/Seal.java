package dev.waymark.server.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 under one key: what carries a seal was given out by this server and is stored nowhere. */
public final class Seal {
    /** Keyed once and copied for each use: looking for the algorithm costs more than the hash. */
    private final Mac keyed;

    Seal(byte[] key) {
        try {
            keyed = Mac.getInstance("HmacSHA256");
            keyed.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    /** The 32 bytes of a message's seal. */
    public byte[] bytes(byte[] message) {
        try {
            return ((Mac) keyed.clone()).doFinal(message);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The platform's HmacSHA256 cannot be copied", e);
        }
    }

    /** The seal of an id, 43 characters that are good in any URL. */
    public String of(UUID id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(utf8(id.toString())));
    }

    /** Whether an id's seal is the one that was given; how long that takes does not tell how much of it is right. */
    public boolean fits(UUID id, String given) {
        return MessageDigest.isEqual(utf8(of(id)), utf8(given));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
