package dev.waymark.lti.launch;

import dev.waymark.lti.claims.Claims;
import org.jspecify.annotations.Nullable;

/** Ids of users, deployments, contexts and links: 1 to 255 ASCII characters, compared exactly. */
final class Identifier {
    private static final int MAX_LENGTH = 255;

    private Identifier() {}

    static @Nullable String of(@Nullable Claims claim, String name) {
        var id = claim == null ? null : claim.text(name);
        return valid(id) ? id : null;
    }

    static boolean valid(@Nullable String id) {
        return id != null
                && !id.isEmpty()
                && id.length() <= MAX_LENGTH
                && id.chars().allMatch(c -> c >= 0x20 && c < 0x7F);
    }
}
