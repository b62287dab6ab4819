package dev.waymark.server.keys;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key of ours.
 *
 * @param publicKey X.509 encoding
 * @param privateKey PKCS #8 encoding; null once destroyed
 */
public record StoredKey(
        String kid,
        Purpose purpose,
        String algorithm,
        State state,
        byte[] publicKey,
        byte @Nullable [] privateKey,
        Instant createdAt,
        @Nullable Instant compromisedSince) {

    /** What a key signs. */
    public enum Purpose {
        LTI,
        RECORD
    }

    /** The next key is published before it signs, the previous ones after. */
    public enum State {
        NEXT,
        CURRENT,
        PREVIOUS,
        RETIRED
    }
}
