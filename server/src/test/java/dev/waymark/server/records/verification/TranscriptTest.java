package dev.waymark.server.records.verification;

import static dev.waymark.server.records.SampleRecords.ISSUED;
import static dev.waymark.server.records.SampleRecords.ISSUER;
import static dev.waymark.server.records.SampleRecords.KEYS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.records.CompletionRecord;
import dev.waymark.server.records.SampleRecords;
import dev.waymark.server.records.credential.CredentialJson;
import dev.waymark.server.records.credential.Credentials;
import dev.waymark.server.records.credential.DataIntegrity;
import dev.waymark.server.records.credential.DidDocument;
import dev.waymark.server.records.credential.IssuerKey;
import dev.waymark.server.records.credential.IssuerKeys;
import dev.waymark.server.records.credential.KeyAlgorithm;
import dev.waymark.server.records.credential.LearnerRecord;
import dev.waymark.server.records.status.StatusList;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@code waymark verify} of a transcript: the whole, and each record in it. */
class TranscriptTest {
    private static final Instant NOW = ISSUED.plusSeconds(86_400);
    private static final String FIRST = signed(SampleRecords.record(), 3, KEYS);
    private static final String SECOND = signed(SampleRecords.ruled("level:200"), 7, KEYS);

    private static String signed(CompletionRecord record, int index, IssuerKeys keys) {
        return Credentials.issue(record, SampleRecords.issue(null, index), keys, ISSUER)
                .jsonLd();
    }

    private static LearnerRecord transcript(String... records) {
        return new LearnerRecord(new UUID(1, 2), new UUID(3, 4), null, List.of(records));
    }

    private static VerifyCommand.Result verify(LearnerRecord transcript, Integer... revoked) {
        String text = transcript.sign(ISSUER, KEYS, KeyAlgorithm.ES256, ISSUED);
        ObjectNode list = StatusList.of(List.of(revoked)).credential(ISSUER, "https://learn.example/status/1", NOW);
        String signedList =
                CredentialJson.write(DataIntegrity.sign(list, KEYS.signing(KeyAlgorithm.EDDSA), ISSUER.did(), NOW));
        String did = CredentialJson.write(DidDocument.json(ISSUER.did(), KEYS));
        return VerifyCommand.run(
                bytes(text), Sources.files(Optional.of(bytes(did)), Optional.of(bytes(signedList))), List.of(), NOW);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void namesEachRecord() {
        VerifyCommand.Result result = verify(transcript(FIRST, SECOND));

        assertThat(result.lines())
                .contains(
                        "passed record: 1 of 2, A small module, by did:web:learn.example",
                        "passed record: 2 of 2, A small module, by did:web:learn.example")
                .last()
                .isEqualTo("VALID: Completion records");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void saysWhichRecordWasRevoked() {
        VerifyCommand.Result result = verify(transcript(FIRST, SECOND), 7);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.lines())
                .anyMatch(line -> line.startsWith("passed record: 1 of 2"))
                .anyMatch(line ->
                        line.startsWith("failed record: 2 of 2, A small module, by did:web:learn.example: revoked"));
    }

    @Test
    void findsAForgedRecordUnderAGenuineSignature() {
        String changed = FIRST.replace("A small module", "A great module");
        IssuerKeys strangers = new IssuerKeys(
                List.of(IssuerKey.generate(KeyAlgorithm.ES256, "es256-1"), IssuerKey.generate(KeyAlgorithm.EDDSA, "")));
        String strange = signed(SampleRecords.ruled("level:200"), 7, strangers);

        VerifyCommand.Result result = verify(transcript(changed, strange));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.lines())
                .contains("passed signature: ES256")
                .anyMatch(line -> line.startsWith("failed record: 1 of 2, A great module")
                        && line.endsWith("changed after it was signed, or never signed"))
                .anyMatch(line -> line.startsWith("failed record: 2 of 2") && line.contains("does not list the key"));
    }

    @Test
    void findsARecordThatHasExpiredOrHasNoProof() {
        ObjectNode bare = CredentialJson.parse(FIRST);
        bare.remove("proof");
        String expired = signed(SampleRecords.record(NOW.minusSeconds(60)), 7, KEYS);

        VerifyCommand.Result result = verify(transcript(CredentialJson.write(bare), expired));

        assertThat(result.lines())
                .anyMatch(line -> line.startsWith("failed record: 1 of 2: not signed"))
                .anyMatch(line -> line.startsWith("failed record: 2 of 2") && line.contains("expired on"));
    }

    @Test
    void refusesMoreRecordsThanItWouldAskFor() {
        String[] many = IntStream.range(0, 101).mapToObj(i -> "{}").toArray(String[]::new);

        assertThat(verify(transcript(many)).lines())
                .contains("failed record: it does not hold a list of 1 to 100 records");
    }

    @Test
    void asksForIssuerAndListOnce() {
        List<String> asked = new ArrayList<>();
        Sources none = new Sources(
                did -> {
                    asked.add(did);
                    return Optional.of(bytes(CredentialJson.write(DidDocument.json(ISSUER.did(), KEYS))));
                },
                url -> {
                    asked.add(url);
                    return Optional.empty();
                });
        String text = transcript(FIRST, SECOND).sign(ISSUER, KEYS, KeyAlgorithm.ES256, ISSUED);

        assertThat(VerifyCommand.run(bytes(text), none, List.of(), NOW).lines())
                .filteredOn(line -> line.startsWith("unknown record: "))
                .hasSize(2);
        assertThat(asked).containsExactly("did:web:learn.example", "https://learn.example/status/1");
    }
}
