package dev.waymark.server.records.credential;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** A credential with its proof, in one of the two forms that Open Badges knows. */
public sealed interface SignedCredential permits VcJwt, DataIntegrity {

    /** Read before any signature is checked: trust nothing in it until {@link #isSignedBy}. */
    ObjectNode credential();

    /** The DID URL of the key that is said to have signed. */
    String keyId();

    /** When it says that it was signed. */
    Instant signedAt();

    /** What the proof says about the credential and the credential does not, if anything. */
    Optional<String> contradiction();

    /** Only the algorithm that belongs to the key counts, whatever the credential asks for. */
    boolean isSignedBy(VerificationMethod method);

    static SignedCredential parse(byte[] bytes) {
        if (bytes.length > CredentialJson.MAX_BYTES) {
            throw new IllegalArgumentException("larger than " + CredentialJson.MAX_BYTES + " bytes");
        }
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        return text.startsWith("{") ? DataIntegrity.parse(CredentialJson.parse(text)) : VcJwt.parse(text);
    }
}
