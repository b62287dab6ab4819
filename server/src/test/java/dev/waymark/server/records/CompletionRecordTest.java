package dev.waymark.server.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionRecordTest {

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
    @ValueSource(
            strings = {
                "most",
                "",
                "level:",
                "level:x",
                "All",
                "environment:",
                "environment:a:b",
                "path:a",
                "path:a:b:c",
                "path::b"
            })
    void refusesARuleThatDoesNotExist(String rule) {
        assertThatIllegalArgumentException().isThrownBy(() -> SampleRecords.ruled(rule));
    }

    @Test
    void saysWhatItIsFor() {
        assertThat(SampleRecords.record().title()).isEqualTo("A small module");
        assertThat(SampleRecords.ofEnvironment().title()).isEqualTo("Developer Environment of A small module");
        assertThat(SampleRecords.ofEnvironment().ruleInWords())
                .isEqualTo("every training asset of Developer Environment");
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
