package dev.waymark.server.commands;

import dev.waymark.server.Server;
import dev.waymark.server.audit.AuditStore;
import dev.waymark.server.keys.KeyStore;
import dev.waymark.server.platforms.LtiKeys;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code waymark keys rotate}: the next key starts to sign, by overlap. */
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
    int rotate() throws IOException {
        String kid = AtDatabase.run(environment, at -> {
            KeyStore store = new KeyStore(Server.vault(at.config()));
            return new LtiKeys(at.vertx(), at.pool(), store, Clock.systemUTC())
                    .rotate()
                    .map(ring -> ring.current().kid())
                    .compose(current -> new AuditStore()
                            .note(at.pool(), AtDatabase.ACTOR, "keys.rotated", current, Map.of())
                            .map(current));
        });
        System.out.println("Current key: " + kid);
        return 0;
    }
}
