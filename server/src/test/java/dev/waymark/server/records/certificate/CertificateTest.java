package dev.waymark.server.records.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.records.SampleRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CertificateTest {
    @Test
    void draws() throws IOException {
        byte[] pdf = Certificate.pdf(new CertificateView(
                SampleRecords.record(SampleRecords.ISSUED.plusSeconds(86400 * 365)),
                "Waymark at Example",
                "https://learn.example/verify/3v9CkQ0wYtq2rQ8m",
                Locale.ENGLISH));
        Files.write(Path.of("target/certificate.pdf"), pdf);
        assertThat(pdf).isNotEmpty();
    }
}
