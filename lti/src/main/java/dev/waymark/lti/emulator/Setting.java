package dev.waymark.lti.emulator;

import dev.waymark.lti.emulator.world.World;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;

/** What all endpoints of one platform share. */
public record Setting(Site site, World world, SigningKey key, Clock clock) {
    public boolean has(Quirk quirk) {
        return site.profile().has(quirk);
    }

    public Instant now() {
        return clock.instant();
    }

    public URI uri(String path) {
        return site.uri(path);
    }
}
