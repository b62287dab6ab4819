package dev.waymark.server.records.credential;

import static dev.waymark.server.records.SampleRecords.ISSUED;
import static dev.waymark.server.records.SampleRecords.ISSUER;
import static dev.waymark.server.records.SampleRecords.KEYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.records.SampleRecords;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LearnerRecordTest {
    private static final String RECORD = Credentials.issue(SampleRecords.record(), SampleRecords.issue(), KEYS, ISSUER)
            .jsonLd();
    private static final LearnerRecord ALL =
            new LearnerRecord(new UUID(1, 2), new UUID(3, 4), null, List.of(RECORD, RECORD));

    @ParameterizedTest
    @EnumSource(
            value = KeyAlgorithm.class,
            names = {"ES256", "RS256"})
    void signsEveryRecordTogether(KeyAlgorithm algorithm) {
        VcJwt signed = VcJwt.parse(ALL.sign(ISSUER, KEYS, algorithm, ISSUED));
        DidDocument issuer = DidDocument.parse(
                CredentialJson.write(DidDocument.json(ISSUER.did(), KEYS)).getBytes(StandardCharsets.UTF_8));

        assertThat(signed.isSignedBy(issuer.method(signed.keyId()).orElseThrow()))
                .isTrue();
        assertThat(signed.contradiction()).isEmpty();
        assertThat(signed.credential().get("type").toString())
                .isEqualTo("[\"VerifiableCredential\",\"ClrCredential\"]");
        assertThat(signed.credential().at("/credentialSubject/type/0").asText()).isEqualTo("ClrSubject");
    }

    @Test
    void keepsEachRecordVerifiableAlone() {
        JsonNode embedded = ALL.credential(ISSUER, ISSUED).at("/credentialSubject/verifiableCredential/1");
        DataIntegrity alone = DataIntegrity.parse((ObjectNode) embedded);
        IssuerKey key = KEYS.signing(KeyAlgorithm.EDDSA);

        assertThat(alone.isSignedBy(new VerificationMethod(alone.keyId(), key.algorithm(), key.publicKey(), null)))
                .isTrue();
    }

    @Test
    void refusesToSayNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LearnerRecord(new UUID(1, 2), new UUID(3, 4), null, List.of()));
    }
}
