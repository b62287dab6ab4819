package dev.waymark.server.records.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.apicatalog.multibase.Multibase;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * <a href="https://www.w3.org/TR/vc-di-eddsa/#representation-eddsa-rdfc-2022">Data Integrity EdDSA Cryptosuites 1.0,
 * section B.1, Representation: eddsa-rdfc-2022</a>.
 */
class DataIntegrityEddsaVectorsTest {
    private static final String KEY = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
    private static final String KEY_ID = "did:key:" + KEY + "#" + KEY;
    private static final String SECRET = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq";
    private static final String PROOF_VALUE =
            "z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme";

    private static final ObjectNode CREDENTIAL = CredentialJson.parse("""
            {
              "@context": [
                "https://www.w3.org/ns/credentials/v2",
                "https://www.w3.org/ns/credentials/examples/v2"
              ],
              "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
              "type": ["VerifiableCredential", "AlumniCredential"],
              "name": "Alumni Credential",
              "description": "A minimum viable example of an Alumni Credential.",
              "issuer": "https://vc.example/issuers/5678",
              "validFrom": "2023-01-01T00:00:00Z",
              "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"}
            }
            """);
    private static final ObjectNode PROOF = CredentialJson.parse("""
            {
              "type": "DataIntegrityProof",
              "cryptosuite": "eddsa-rdfc-2022",
              "created": "2023-02-24T23:36:38Z",
              "verificationMethod": "%s",
              "proofPurpose": "assertionMethod"
            }
            """.formatted(KEY_ID));

    @Test
    void hashesProofOptionsAndCredential() throws GeneralSecurityException {
        assertThat(HexFormat.of().formatHex(DataIntegrity.hashData(CREDENTIAL, PROOF, withExamples())))
                .isEqualTo("bea7b7acfbad0126b135104024a5f1733e705108f42d59668b05c0c50004c6b0"
                        + "517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017");
    }

    @Test
    void makesTheSameProof() {
        byte[] seed = Arrays.copyOfRange(Multibase.BASE_58_BTC.decode(SECRET), 2, 34);
        byte[] pkcs8 = HexFormat.of()
                .parseHex("302e020100300506032b657004220420" + HexFormat.of().formatHex(seed));
        byte[] x509 = Multikey.decode(KEY).getEncoded();
        IssuerKey key = IssuerKey.of(KEY, KeyAlgorithm.EDDSA, x509, pkcs8, false, null);

        ObjectNode signed = DataIntegrity.sign(CREDENTIAL, PROOF, key, withExamples());

        assertThat(signed.at("/proof/0/proofValue").asText()).isEqualTo(PROOF_VALUE);
    }

    @Test
    void acceptsTheProof() {
        ObjectNode signed = CREDENTIAL.deepCopy();
        signed.set("proof", PROOF.deepCopy().put("proofValue", PROOF_VALUE));
        VerificationMethod method = new VerificationMethod(KEY_ID, KeyAlgorithm.EDDSA, Multikey.decode(KEY), null);

        assertThat(DataIntegrity.parse(signed, withExamples()).isSignedBy(method))
                .isTrue();
    }

    private static Contexts withExamples() {
        Map<String, String> documents = new HashMap<>(Contexts.BUNDLED.documents());
        documents.put(
                "https://www.w3.org/ns/credentials/examples/v2",
                "{\"@context\":{\"@vocab\":\"https://www.w3.org/ns/credentials/examples#\"}}");
        return new Contexts(documents);
    }
}
