package dev.waymark.server.records.credential;

import static dev.waymark.server.records.SampleRecords.ISSUED;
import static dev.waymark.server.records.SampleRecords.ISSUER;
import static dev.waymark.server.records.SampleRecords.KEYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.waymark.server.records.CompletionRecord;
import dev.waymark.server.records.SampleRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our credentials against the JSON schemas that 1EdTech publishes, where {@code shared/schemas} has them. */
class PublishedSchemaTest {

    static Stream<CompletionRecord> records() {
        return Stream.of(
                SampleRecords.record(),
                SampleRecords.record(ISSUED.plusSeconds(3600)),
                SampleRecords.named(null),
                SampleRecords.ofEnvironment());
    }

    @ParameterizedTest
    @MethodSource("records")
    void recordsAreAchievementCredentials(CompletionRecord record) throws IOException {
        Schema schema = schema("ob_v3p0_achievementcredential_schema.json");
        Credentials signed = Credentials.issue(record, SampleRecords.issue(), KEYS, ISSUER);

        assertThat(schema.validate(signed.jsonLd(), InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(
                        CredentialJson.write(VcJwt.parse(signed.jwt()).credential()), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void collectionsAreClrCredentials() throws IOException {
        Schema schema = schema("clr_v2p0_clrcredential_schema.json");
        String record = Credentials.issue(SampleRecords.record(), SampleRecords.issue(), KEYS, ISSUER)
                .jsonLd();
        LearnerRecord all = new LearnerRecord(new UUID(1, 2), new UUID(3, 4), null, List.of(record));

        assertThat(schema.validate(CredentialJson.write(all.credential(ISSUER, ISSUED)), InputFormat.JSON))
                .isEmpty();
    }

    private static Schema schema(String name) throws IOException {
        Optional<Path> file = find(name);
        assumeThat(file).as("no shared/schemas/" + name).isPresent();
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
                .getSchema(Files.readString(file.orElseThrow()), InputFormat.JSON);
    }

    private static Optional<Path> find(String name) {
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("shared/schemas").resolve(name))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
