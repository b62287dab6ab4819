package dev.waymark.server.destinations;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is told.
 *
 * @param url the endpoint of a learning record store, statements are posted below it; or where webhooks are posted
 * @param secret {@code key:secret} of the store, or the secret of the webhook
 * @param former the webhook's secret before, which signs too until {@code formerUntil}
 * @param failures calls that failed since the last one that did not
 * @param restsUntil no call before then, after a failure
 */
public record Destination(
        UUID id,
        Kind kind,
        String name,
        URI url,
        ActorKind actor,
        List<Happening> events,
        String secret,
        @Nullable String former,
        @Nullable Instant formerUntil,
        boolean enabled,
        int failures,
        @Nullable Instant restsUntil) {

    public enum Kind {
        XAPI,
        WEBHOOK
    }

    /** What a learner is called: a name that only this server can connect to a person, or the LMS's own. */
    public enum ActorKind {
        PSEUDONYM,
        SUB
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
