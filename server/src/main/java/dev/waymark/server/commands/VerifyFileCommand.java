package dev.waymark.server.commands;

import dev.waymark.server.Version;
import dev.waymark.server.content.Placement;
import dev.waymark.server.content.reading.PageReader;
import dev.waymark.server.records.certificate.Badge;
import dev.waymark.server.records.credential.CredentialJson;
import dev.waymark.server.records.credential.SignedCredential;
import dev.waymark.server.records.verification.FurtherCheck;
import dev.waymark.server.records.verification.HolderCheck;
import dev.waymark.server.records.verification.PageCheck;
import dev.waymark.server.records.verification.Sources;
import dev.waymark.server.records.verification.VerifyCommand;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code waymark verify FILE}: a record checked without the server that issued it being trusted. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Checks a completion record, or a transcript with each record in it: a credential as JWT or JSON,",
            "or a PNG or SVG badge that holds one.",
            "Exits 0 when it is valid, 1 when it is not, 2 when the file cannot be read."
        })
public final class VerifyFileCommand implements Callable<Integer> {
    private static final int UNREADABLE = 2;
    private static final String OWN_ISSUER = "did:web:localhost";

    @Parameters(paramLabel = "FILE", description = "The credential or badge.")
    private Path file = Path.of("");

    @Option(names = "--did", paramLabel = "FILE", description = "The issuer's DID document, instead of fetching it.")
    private @Nullable Path did;

    @Option(names = "--status", paramLabel = "FILE", description = "The status list, instead of fetching it.")
    private @Nullable Path status;

    @Option(names = "--page", paramLabel = "FILE", description = "The training page, to hold the record against it.")
    private @Nullable Path page;

    @Option(names = "--name", paramLabel = "NAME", description = "Who should hold the record, by the name in it.")
    private @Nullable String name;

    @Option(
            names = "--email",
            paramLabel = "ADDRESS",
            description = "Who should hold the record, by the e-mail address that it has a hash of.")
    private @Nullable String email;

    @Override
    public Integer call() {
        Vertx vertx = Vertx.vertx();
        try {
            byte[] record = Files.readAllBytes(file);
            Sources given = Sources.files(read(did), read(status));
            Fetching net = new Fetching(vertx, "Waymark/" + Version.text(), issuedHere(record));
            VerifyCommand.Result result = VerifyCommand.run(
                    record,
                    given.orElse(Sources.fetched(net::get)),
                    further(),
                    Clock.systemUTC().instant());
            result.lines().forEach(System.out::println);
            return result.exitCode();
        } catch (IOException unreadable) {
            System.out.println("unreadable: " + unreadable.getMessage());
            return UNREADABLE;
        } finally {
            vertx.close();
        }
    }

    /** Whether the issuer is a server on this machine, the only one whose private addresses are called. */
    private static boolean issuedHere(byte[] record) {
        try {
            SignedCredential signed = SignedCredential.parse(Badge.credential(record));
            String issuer = CredentialJson.issuerId(signed.credential());
            return issuer.equals(OWN_ISSUER) || issuer.startsWith(OWN_ISSUER + "%3A");
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    private static Optional<byte[]> read(@Nullable Path path) throws IOException {
        return path == null ? Optional.empty() : Optional.of(Files.readAllBytes(path));
    }

    private List<FurtherCheck> further() throws IOException {
        List<FurtherCheck> checks = new ArrayList<>();
        pageCheck().ifPresent(checks::add);
        if (name != null) {
            checks.add(HolderCheck.name(name));
        }
        if (email != null) {
            checks.add(HolderCheck.email(email));
        }
        return checks;
    }

    private Optional<PageCheck> pageCheck() throws IOException {
        Optional<byte[]> bytes = read(page);
        return bytes.map(read -> new PageCheck(
                read,
                PageReader.read(read)
                        .usable()
                        .orElseThrow(() -> new Refusal(page + " is not a training page."))
                        .placements()
                        .stream()
                        .map(Placement::asset)
                        .map(asset -> asset.canonicalUrl())
                        .toList()));
    }
}
