package dev.waymark.server.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.content.diff.DiffRow;
import dev.waymark.server.content.diff.Differ;
import dev.waymark.server.content.diff.Revision;
import dev.waymark.server.content.reading.PageReader;
import dev.waymark.server.content.reading.Reading;
import dev.waymark.server.content.reading.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SampleModuleTest {
    private static Reading sample() {
        try (var stream = SampleModuleTest.class.getResourceAsStream("/content/aml-plat.md")) {
            return PageReader.read(Objects.requireNonNull(stream).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Module module() {
        return sample().usable().orElseThrow();
    }

    @Test
    void statesTheFactsOfTheRealPage() {
        var real = RealPages.module(RealPages.MAY_3);
        var diff = Differ.diff(real, module());
        assertThat(diff.rows()).hasSize(50).allMatch(DiffRow::untouched);
        assertThat(diff.revision()).isEqualTo(Revision.COSMETIC);
        assertThat(Fingerprint.contentHash(module())).isEqualTo(Fingerprint.contentHash(real));
    }

    @Test
    void hasTheNumbersItIsKnownFor() {
        assertThat(module().counts()).isEqualTo(new Counts(4, 22, 18, 50, 12));
        assertThat(module().slug()).isEqualTo("aml-plat");
        assertThat(module().paths()).containsExactly(new Path("developer", "unmanaged"), new Path("hosted", "managed"));
        assertThat(module().environments()).allSatisfy(environment -> {
            assertThat(environment.summary()).isNotBlank();
            assertThat(environment.prose()).isNotBlank();
        });
    }

    @Test
    void isWrittenWithoutIrregularities() {
        assertThat(sample().findings())
                .noneMatch(finding -> finding.severity() == Severity.ERROR)
                .extracting("code")
                .doesNotContain(
                        "row-unclosed", "row-extra-pipe", "table-header-empty", "table-tab", "list-tab", "mojibake")
                .doesNotContain("list-number-twice", "heading-no-blank", "axis-value-varies", "level-spaces");
    }
}
