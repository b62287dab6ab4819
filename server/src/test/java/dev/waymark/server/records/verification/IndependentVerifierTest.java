package dev.waymark.server.records.verification;

import static dev.waymark.server.records.SampleRecords.ISSUED;
import static dev.waymark.server.records.SampleRecords.ISSUER;
import static dev.waymark.server.records.SampleRecords.KEYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.records.SampleRecords;
import dev.waymark.server.records.credential.CredentialJson;
import dev.waymark.server.records.credential.Credentials;
import dev.waymark.server.records.credential.DataIntegrity;
import dev.waymark.server.records.credential.DidDocument;
import dev.waymark.server.records.credential.IssuerKey;
import dev.waymark.server.records.credential.IssuerKeys;
import dev.waymark.server.records.credential.KeyAlgorithm;
import dev.waymark.server.records.status.StatusList;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Libraries from the npm registry that share no code with ours read what we sign; skipped where Node is missing. */
class IndependentVerifierTest {
    private static final Path TOOLS = Path.of("target", "independent-verifier");
    private static final String LIST_URL = "https://learn.example/status/1";

    @BeforeAll
    static void installVerifier() throws IOException, InterruptedException {
        assumeThat(runs("node", "--version") && runs("npm", "--version"))
                .as("node and npm are not on this machine")
                .isTrue();
        Files.createDirectories(TOOLS);
        boolean changed = copy("package.json");
        copy("verify.mjs");
        if (changed || !Files.exists(TOOLS.resolve("node_modules/.package-lock.json"))) {
            assumeThat(runs("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"))
                    .as("the npm registry does not answer")
                    .isTrue();
        }
    }

    @Test
    void othersAcceptOurRecordsAndRefuseForgedOnes() throws IOException, InterruptedException {
        Path cases = Files.createDirectories(TOOLS.resolve("cases"));
        writeCases(cases);

        Map<String, Boolean> verdicts = verdicts(cases);

        assertThat(verdicts)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "case-es256.jwt", true,
                        "case-rs256.jwt", true,
                        "case-data-integrity.json", true,
                        "case-changed.jwt", false,
                        "case-changed.json", false,
                        "case-revoked.json", false,
                        "case-stranger.jwt", false,
                        "case-stranger.json", false));
    }

    private static void writeCases(Path folder) throws IOException {
        Credentials es256 = Credentials.issue(SampleRecords.record(), SampleRecords.issue(), KEYS, ISSUER);
        Credentials rs256 =
                Credentials.issue(SampleRecords.record(), SampleRecords.issue(), KEYS, ISSUER, KeyAlgorithm.RS256);
        Credentials strange = Credentials.issue(SampleRecords.record(), SampleRecords.issue(), strangersKeys(), ISSUER);
        Credentials revoked = Credentials.issue(SampleRecords.record(), SampleRecords.issue(null, 7), KEYS, ISSUER);
        IssuerKey key = KEYS.signing(KeyAlgorithm.EDDSA);
        ObjectNode list = StatusList.of(List.of(7)).credential(ISSUER, LIST_URL, ISSUED);
        write(folder, "did.json", CredentialJson.write(DidDocument.json(ISSUER.did(), KEYS)));
        write(folder, "status-list.json", CredentialJson.write(DataIntegrity.sign(list, key, ISSUER.did(), ISSUED)));
        write(folder, "case-es256.jwt", es256.jwt());
        write(folder, "case-rs256.jwt", rs256.jwt());
        write(folder, "case-data-integrity.json", es256.jsonLd());
        write(folder, "case-changed.jwt", changed(es256.jwt()));
        write(folder, "case-changed.json", es256.jsonLd().replace("A small module", "A great module"));
        write(folder, "case-revoked.json", revoked.jsonLd());
        write(folder, "case-stranger.jwt", strange.jwt());
        write(folder, "case-stranger.json", strange.jsonLd());
    }

    private static String changed(String jwt) {
        int at = jwt.indexOf('.') + 40;
        return jwt.substring(0, at) + (jwt.charAt(at) == 'A' ? 'B' : 'A') + jwt.substring(at + 1);
    }

    private static IssuerKeys strangersKeys() {
        return new IssuerKeys(
                List.of(IssuerKey.generate(KeyAlgorithm.ES256, "es256-1"), IssuerKey.generate(KeyAlgorithm.EDDSA, "")));
    }

    private static Map<String, Boolean> verdicts(Path cases) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "node", "verify.mjs", cases.toAbsolutePath().toString())
                .directory(TOOLS.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        Map<String, Boolean> verdicts = new TreeMap<>();
        for (String line : output.lines().filter(l -> l.startsWith("{")).toList()) {
            ObjectNode verdict = CredentialJson.parse(line);
            verdicts.put(verdict.get("name").asText(), verdict.get("valid").asBoolean());
        }
        return verdicts;
    }

    private static boolean copy(String name) throws IOException {
        try (InputStream in = IndependentVerifierTest.class.getResourceAsStream("/records/independent/" + name)) {
            if (in == null) {
                throw new IllegalStateException(name);
            }
            byte[] bytes = in.readAllBytes();
            Path file = TOOLS.resolve(name);
            boolean changed = !Files.exists(file) || !Arrays.equals(bytes, Files.readAllBytes(file));
            Files.write(file, bytes);
            return changed;
        }
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Files.isDirectory(TOOLS) ? TOOLS.toFile() : null)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(90, TimeUnit.SECONDS);
            process.destroy();
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
