package dev.waymark.server.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionRecordTest {

    @Test
    void comesBackFromJsonUnchanged() {
        CompletionRecord record = SampleRecords.record(SampleRecords.ISSUED.plusSeconds(60));

        assertThat(RecordJson.read(RecordJson.write(record))).isEqualTo(record);
        assertThat(RecordJson.read(RecordJson.write(SampleRecords.named(null)))).isEqualTo(SampleRecords.named(null));
    }

    @Test
    void writesTimesForPeopleAndMachines() {
        assertThat(RecordJson.write(SampleRecords.record())).contains("\"issuedAt\":\"2026-05-04T10:15:30Z\"");
    }

    @Test
    void keepsWholeSecondsSoThatTokenAndCredentialAgree() {
        CompletionRecord record = SampleRecords.record(Instant.parse("2027-01-01T00:00:00.999Z"));

        assertThat(record.validUntil()).isEqualTo("2027-01-01T00:00:00Z");
    }

    @Test
    void countsOverItsCells() {
        assertThat(SampleRecords.record().completed()).isEqualTo(6);
        assertThat(SampleRecords.record().total()).isEqualTo(6);
        assertThat(new CellCount("Managed", 0, 2, 3).percent()).isEqualTo(66);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "", "null", "{\"rule\":\"some\"}"})
    void refusesWhatIsNoRecord(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> RecordJson.read(json));
    }

    @Test
    void refusesARuleThatDoesNotExist() {
        String json = RecordJson.write(SampleRecords.record()).replace("\"rule\":\"all\"", "\"rule\":\"most\"");

        assertThatIllegalArgumentException().isThrownBy(() -> RecordJson.read(json));
    }

    @Test
    void saltsTheAddressThatALearnerIsKnownBy() {
        SubjectIdentity identity = SubjectIdentity.email("Learner07@Example.org", "salt");

        assertThat(identity).isEqualTo(SubjectIdentity.email("learner07@example.org", "salt"));
        assertThat(identity.value()).startsWith("sha256$").hasSize(7 + 64).doesNotContain("example");
        assertThat(SubjectIdentity.email("learner07@example.org", "other").value())
                .isNotEqualTo(identity.value());
    }
}
