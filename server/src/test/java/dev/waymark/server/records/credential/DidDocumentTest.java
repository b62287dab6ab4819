package dev.waymark.server.records.credential;

import static dev.waymark.server.records.SampleRecords.ISSUER;
import static dev.waymark.server.records.SampleRecords.KEYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DidDocumentTest {
    private static final DidWeb DID = ISSUER.did();

    @Test
    void readsBackEveryKeyItPublishes() {
        DidDocument document = DidDocument.parse(bytes(DidDocument.json(DID, KEYS)));

        assertThat(document.id()).isEqualTo("did:web:learn.example");
        for (IssuerKey key : KEYS.keys()) {
            VerificationMethod method = document.method(DID.keyId(key)).orElseThrow();
            assertThat(method.algorithm()).isEqualTo(key.algorithm());
            assertThat(method.key()).isEqualTo(key.publicKey());
        }
    }

    @Test
    void keepsPrivateKeysPrivate() {
        String document = CredentialJson.write(DidDocument.json(DID, KEYS));

        assertThat(document).doesNotContain("\"d\"").doesNotContain("\"p\"").doesNotContain("\"q\"");
        assertThat(KEYS.toString()).doesNotContain("PrivateKey");
    }

    @Test
    void publishesRetiredKeysAndSinceWhenOneIsCompromised() {
        IssuerKey retired = KEYS.keys().get(0).retire();
        IssuerKey lost = KEYS.keys().get(1).compromised(Instant.parse("2026-06-01T00:00:00Z"));

        DidDocument document = DidDocument.parse(bytes(DidDocument.json(DID, new IssuerKeys(List.of(retired, lost)))));

        assertThat(document.method(DID.keyId(retired)).orElseThrow().revoked()).isNull();
        assertThat(document.method(DID.keyId(lost)).orElseThrow().revoked()).isEqualTo("2026-06-01T00:00:00Z");
    }

    @Test
    void restoresAStoredKey() {
        for (IssuerKey key : KEYS.keys()) {
            byte[] pkcs8 = key.requirePrivateKey().getEncoded();
            IssuerKey stored =
                    IssuerKey.of(key.kid(), key.algorithm(), key.publicKey().getEncoded(), pkcs8, false, null);

            assertThat(stored).isEqualTo(key);
        }
    }

    @Test
    void signsWithNoRetiredKey() {
        IssuerKey retired = KEYS.keys().get(0).retire();

        IssuerKeys keys = new IssuerKeys(List.of(retired));

        assertThatIllegalStateException().isThrownBy(() -> keys.signing(KeyAlgorithm.ES256));
    }

    @Test
    void ignoresKeysThatMayNotAssert() {
        ObjectNode document = DidDocument.json(DID, KEYS);
        document.putArray("assertionMethod");

        assertThat(DidDocument.parse(bytes(document)).assertionMethods()).isEmpty();
    }

    @Test
    void refusesAWeakRsaKey() {
        ObjectNode document = DidDocument.json(DID, KEYS);
        ObjectNode jwk = (ObjectNode) document.at("/verificationMethod/2/publicKeyJwk");
        jwk.put("n", jwk.get("n").asText().substring(0, 171));

        assertThatIllegalArgumentException().isThrownBy(() -> DidDocument.parse(bytes(document)));
    }

    private static byte[] bytes(ObjectNode json) {
        return CredentialJson.write(json).getBytes(StandardCharsets.UTF_8);
    }
}
