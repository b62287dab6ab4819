package dev.waymark.server.nudges;

import dev.waymark.server.keys.Seal;
import dev.waymark.server.keys.Vault;
import dev.waymark.server.web.Ids;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/** The address in a digest that stops it: derived from the person, never stored, good for nothing else. */
final class StopLinks {
    private static final int ID = 36;
    private final Seal seal;
    private final URI publicUrl;

    StopLinks(Vault vault, URI publicUrl) {
        this.seal = vault.sealFor("digest-stop");
        this.publicUrl = publicUrl;
    }

    String url(UUID learner) {
        return publicUrl.resolve("/mail/" + learner + seal.of(learner)).toString();
    }

    /** Whose code this is; empty for what was not given out here. */
    Optional<UUID> learner(String code) {
        return (code.length() > ID ? Ids.parse(code.substring(0, ID)) : Optional.<UUID>empty())
                .filter(learner -> seal.fits(learner, code.substring(ID)));
    }
}
