package dev.waymark.server.records;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
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

    /** How a credential names its holder; empty where it does not. */
    public static Optional<SubjectIdentity> of(JsonNode credential) {
        JsonNode identity = credential.at("/credentialSubject/identifier/0");
        return identity.isObject()
                ? Optional.of(new SubjectIdentity(
                        identity.path("identityType").asText(),
                        identity.path("hashed").asBoolean(),
                        identity.path("identityHash").asText(),
                        identity.path("salt").asText(null)))
                : Optional.empty();
    }

    /** Whether it is this name or e-mail address that is named. */
    public boolean is(String nameOrAddress) {
        if (!hashed) {
            return nameOrAddress.strip().equalsIgnoreCase(value);
        }
        return email(nameOrAddress.strip(), salt == null ? "" : salt).value().equals(value);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
