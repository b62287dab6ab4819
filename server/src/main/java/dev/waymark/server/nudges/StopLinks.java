package dev.waymark.server.nudges;

import dev.waymark.server.keys.Vault;
import dev.waymark.server.web.Ids;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** The address in a digest that stops it: derived from the person, never stored, good for nothing else. */
final class StopLinks {
    private static final int ID = 36;
    private final byte[] key;
    private final URI publicUrl;

    StopLinks(Vault vault, URI publicUrl) {
        this.key = vault.key("digest-stop");
        this.publicUrl = publicUrl;
    }

    String url(UUID learner) {
        return publicUrl.resolve("/mail/" + code(learner)).toString();
    }

    private String code(UUID learner) {
        byte[] seal = Vault.hmac(key, learner.toString().getBytes(StandardCharsets.US_ASCII));
        return learner + Base64.getUrlEncoder().withoutPadding().encodeToString(seal);
    }

    /** Whose code this is; empty for what was not given out here. */
    Optional<UUID> learner(String code) {
        return (code.length() > ID ? Ids.parse(code.substring(0, ID)) : Optional.<UUID>empty())
                .filter(learner -> MessageDigest.isEqual(
                        code(learner).getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8)));
    }
}
