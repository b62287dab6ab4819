package dev.waymark.server.records;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the learner chose to be named in the credential: in the clear or as a salted hash, or not at all.
 *
 * @param type a value of the Open Badges {@code IdentifierTypeEnum}
 */
public record SubjectIdentity(
        String type, boolean hashed, String value, @Nullable String salt) {

    public static SubjectIdentity name(String name) {
        return new SubjectIdentity("name", false, name, null);
    }

    public static SubjectIdentity email(String address, String salt) {
        byte[] salted = (address.toLowerCase(Locale.ROOT) + salt).getBytes(StandardCharsets.UTF_8);
        return new SubjectIdentity(
                "emailAddress", true, "sha256$" + HexFormat.of().formatHex(sha256(salted)), salt);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
