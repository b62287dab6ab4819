package dev.waymark.server.commands;

import dev.waymark.server.Server;
import dev.waymark.server.admin.KeyChanges;
import dev.waymark.server.audit.AuditStore;
import dev.waymark.server.keys.KeyStore;
import dev.waymark.server.keys.StoredKey.Purpose;
import dev.waymark.server.platforms.LtiKeys;
import dev.waymark.server.records.ledger.IssuerKeyRing;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code waymark keys rotate}: the next key starts to sign, by overlap. {@code compromised}: one was lost. */
@Command(name = "keys", mixinStandardHelpOptions = true, description = "The keys this tool signs with.")
public final class KeysCommand {
    private final Map<String, String> environment;

    public KeysCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description = "The announced key becomes current and a new one is announced. Running servers follow within"
                    + " half a minute; nothing that was signed before becomes invalid.")
    int rotate(
            @Option(
                            names = "--records",
                            description = "the keys that sign completion records, instead of those that LMSs know")
                    boolean records)
            throws IOException {
        Purpose purpose = records ? Purpose.RECORD : Purpose.LTI;
        String kid = AtDatabase.run(environment, at -> changes(at).rotate(purpose, AtDatabase.ACTOR));
        System.out.println("Current key: " + kid);
        return 0;
    }

    @Command(
            name = "compromised",
            mixinStandardHelpOptions = true,
            description =
                    "Declares that a key that signs records was lost: what it signed since then is refused, what it"
                            + " signed before stands, and the announced key signs from now on.")
    int compromised(
            @Parameters(paramLabel = "KID", description = "the key's id, as the keys page shows it") String kid,
            @Option(names = "--since", required = true, description = "from when on, such as 2026-05-01T00:00:00Z")
                    Instant since)
            throws IOException {
        AtDatabase.run(
                environment,
                at -> Future.succeededFuture().compose(start -> changes(at).compromised(kid, since, AtDatabase.ACTOR)));
        System.out.println("Refused from " + since + " on: " + kid);
        return 0;
    }

    private static KeyChanges changes(AtDatabase at) {
        KeyStore store = new KeyStore(Server.vault(at.config()));
        Clock clock = Clock.systemUTC();
        return new KeyChanges(
                at.pool(),
                new LtiKeys(at.vertx(), at.pool(), store, clock),
                new IssuerKeyRing(at.vertx(), at.pool(), store, clock),
                new AuditStore());
    }
}
