package dev.waymark.server.records.credential;

import com.apicatalog.multibase.Multibase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A credential with an embedded proof of the cryptosuite
 * <a href="https://www.w3.org/TR/vc-di-eddsa/#eddsa-rdfc-2022">eddsa-rdfc-2022</a>.
 *
 * @param credential without its proof
 * @param proof without its value
 */
public record DataIntegrity(ObjectNode credential, ObjectNode proof, String proofValue, Contexts contexts)
        implements SignedCredential {
    private static final String SUITE = "eddsa-rdfc-2022";

    public static ObjectNode sign(ObjectNode credential, IssuerKey key, DidWeb issuer, Instant created) {
        ObjectNode proof = CredentialJson.object()
                .put("type", "DataIntegrityProof")
                .put("cryptosuite", SUITE)
                .put("created", created.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("verificationMethod", issuer.keyId(key))
                .put("proofPurpose", "assertionMethod");
        return sign(credential, proof, key, Contexts.BUNDLED);
    }

    static ObjectNode sign(ObjectNode credential, ObjectNode proof, IssuerKey key, Contexts contexts) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key.requirePrivateKey());
            signature.update(hashData(credential, proof, contexts));
            ObjectNode signed = credential.deepCopy();
            String proofValue = Multibase.BASE_58_BTC.encode(signature.sign());
            // A list of one: the schemas of Open Badges want a list.
            signed.putArray("proof").add(proof.deepCopy().put("proofValue", proofValue));
            return signed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static DataIntegrity parse(ObjectNode signed) {
        return parse(signed, Contexts.BUNDLED);
    }

    static DataIntegrity parse(ObjectNode signed, Contexts contexts) {
        ObjectNode credential = signed.deepCopy();
        JsonNode proofs = credential.remove("proof");
        JsonNode only = proofs != null && proofs.isArray() && proofs.size() == 1 ? proofs.get(0) : proofs;
        if (!(only instanceof ObjectNode proof)) {
            throw new IllegalArgumentException("not signed: it has no single proof");
        }
        JsonNode value = proof.remove("proofValue");
        if (value == null || !proof.path("cryptosuite").asText().equals(SUITE)) {
            throw new IllegalArgumentException("not a proof of the suite " + SUITE);
        }
        return new DataIntegrity(credential, proof, value.asText(), contexts);
    }

    @Override
    public String keyId() {
        return proof.path("verificationMethod").asText();
    }

    @Override
    public Instant signedAt() {
        try {
            return Instant.parse(proof.path("created").asText());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("the proof does not say when it was created", e);
        }
    }

    @Override
    public Optional<String> contradiction() {
        if (!proof.path("type").asText().equals("DataIntegrityProof")
                || !proof.path("proofPurpose").asText().equals("assertionMethod")) {
            return Optional.of("the proof was not made to assert anything");
        }
        return Optional.empty();
    }

    @Override
    public boolean isSignedBy(VerificationMethod method) {
        if (method.algorithm() != KeyAlgorithm.EDDSA || !Multibase.BASE_58_BTC.isEncoded(proofValue)) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(method.key());
            signature.update(hashData(credential, proof, contexts));
            return proofValue.length() <= 100 && signature.verify(Multibase.BASE_58_BTC.decode(proofValue));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Section 3.2.4: the hash of the proof's options, then the hash of the credential. */
    static byte[] hashData(ObjectNode credential, ObjectNode proof, Contexts contexts) throws GeneralSecurityException {
        ObjectNode options = proof.deepCopy();
        options.set("@context", credential.path("@context"));
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        CanonicalRdf rdf = new CanonicalRdf(contexts);
        byte[] proofHash = sha256.digest(rdf.of(options).getBytes(StandardCharsets.UTF_8));
        byte[] credentialHash = sha256.digest(rdf.of(credential).getBytes(StandardCharsets.UTF_8));
        byte[] both = new byte[proofHash.length + credentialHash.length];
        System.arraycopy(proofHash, 0, both, 0, proofHash.length);
        System.arraycopy(credentialHash, 0, both, proofHash.length, credentialHash.length);
        return both;
    }
}
