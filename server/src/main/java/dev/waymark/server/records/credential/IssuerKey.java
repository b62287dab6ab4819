package dev.waymark.server.records.credential;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that credentials are or were signed with.
 *
 * @param kid the fragment of its DID URL
 * @param privateKey absent once destroyed; the public half stays published as long as records last
 * @param retired signs no more, or not yet; verifies
 * @param compromisedSince signatures from then on are refused
 */
public record IssuerKey(
        String kid,
        KeyAlgorithm algorithm,
        PublicKey publicKey,
        @Nullable PrivateKey privateKey,
        boolean retired,
        @Nullable Instant compromisedSince) {

    /** A new key; a name such as {@code es256-1}, except that an Ed25519 key is named by its own multibase form. */
    public static IssuerKey generate(KeyAlgorithm algorithm, String name) {
        KeyPair pair = algorithm.newKeyPair();
        String kid = algorithm == KeyAlgorithm.EDDSA ? Multikey.encode(pair.getPublic()) : name;
        return new IssuerKey(kid, algorithm, pair.getPublic(), pair.getPrivate(), false, null);
    }

    /** A stored key, from its X.509 and PKCS #8 encodings. */
    public static IssuerKey of(
            String kid,
            KeyAlgorithm algorithm,
            byte[] x509,
            byte @Nullable [] pkcs8,
            boolean retired,
            @Nullable Instant compromisedSince) {
        PrivateKey privateKey = pkcs8 == null ? null : algorithm.privateKey(pkcs8);
        return new IssuerKey(kid, algorithm, algorithm.publicKey(x509), privateKey, retired, compromisedSince);
    }

    public IssuerKey retire() {
        return new IssuerKey(kid, algorithm, publicKey, null, true, compromisedSince);
    }

    public IssuerKey compromised(Instant since) {
        return new IssuerKey(kid, algorithm, publicKey, null, true, since);
    }

    boolean signs() {
        return privateKey != null && !retired && compromisedSince == null;
    }

    PrivateKey requirePrivateKey() {
        if (!signs() || privateKey == null) {
            throw new IllegalStateException("key " + kid + " is retired");
        }
        return privateKey;
    }

    @Override
    public String toString() {
        return "IssuerKey[" + kid + ", " + algorithm + (retired ? ", retired" : "") + "]";
    }
}
