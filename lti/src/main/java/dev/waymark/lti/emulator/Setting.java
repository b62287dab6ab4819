package dev.waymark.lti.emulator;

import dev.waymark.lti.emulator.world.World;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;

/** What all endpoints of one platform share. */
record Setting(Site site, World world, SigningKey key, Clock clock) {
    boolean has(Quirk quirk) {
        return site.profile().has(quirk);
    }

    Instant now() {
        return clock.instant();
    }

    URI uri(String path) {
        return site.uri(path);
    }
}
