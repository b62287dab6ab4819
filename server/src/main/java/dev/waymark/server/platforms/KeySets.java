package dev.waymark.server.platforms;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import dev.waymark.lti.security.PlatformKeys;
import dev.waymark.server.outbound.Outbound;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The platforms' key sets: fetched when first needed, held for as long as the platform says, fetched again
 * when a token names an unknown key (at once, but not more often than every second), and used stale while
 * the platform is out. Requests for one key set share one fetch.
 */
public final class KeySets {
    private static final Pattern MAX_AGE = Pattern.compile("max-age=(\\d{1,9})");
    private static final Duration USUAL = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private final Outbound outbound;
    private final Clock clock;
    private final Cache<URI, Held> held =
            Caffeine.newBuilder().maximumSize(10_000).build();
    private final Cache<URI, Boolean> forced = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(1))
            .build();
    private final ConcurrentMap<URI, Future<PlatformKeys>> running = new ConcurrentHashMap<>();

    public KeySets(Outbound outbound, Clock clock) {
        this.outbound = outbound;
        this.clock = clock;
    }

    private record Held(PlatformKeys keys, Instant expires) {}

    /** The keys of a URL; while the platform is out, those it published last. */
    public Future<PlatformKeys> get(URI url) {
        Held mine = held.getIfPresent(url);
        if (mine == null) {
            return fetch(url);
        }
        return mine.expires().isAfter(clock.instant())
                ? Future.succeededFuture(mine.keys())
                : fetch(url).otherwise(mine.keys());
    }

    /** The keys after a look at the platform, for a token that names an unknown one. */
    public Future<PlatformKeys> refreshed(URI url) {
        Held mine = held.getIfPresent(url);
        boolean justNow = forced.asMap().putIfAbsent(url, true) != null;
        return justNow && mine != null ? Future.succeededFuture(mine.keys()) : fetch(url);
    }

    private Future<PlatformKeys> fetch(URI url) {
        return running.computeIfAbsent(url, this::fetchOnce);
    }

    private Future<PlatformKeys> fetchOnce(URI url) {
        return outbound.send("GET", url, Map.of("Accept", "application/json"), Buffer.buffer())
                .map(answer -> keys(url, answer))
                .recover(failure -> Future.failedFuture(
                        failure instanceof Outbound.Unreachable
                                ? new LtiException(Reason.KEY_SET_INVALID, String.valueOf(failure.getMessage()))
                                : failure))
                .onComplete(done -> running.remove(url));
    }

    private PlatformKeys keys(URI url, Outbound.Answer answer) {
        if (answer.status() != 200) {
            throw new LtiException(Reason.KEY_SET_INVALID, "Its address answered " + answer.status() + ".");
        }
        PlatformKeys keys = PlatformKeys.parse(answer.body().toString());
        String caching = answer.headers().getOrDefault("cache-control", "");
        held.put(url, new Held(keys, clock.instant().plus(lifetime(caching))));
        return keys;
    }

    private static Duration lifetime(String cacheControl) {
        Matcher given = MAX_AGE.matcher(cacheControl);
        Duration age = given.find() ? Duration.ofSeconds(Long.parseLong(given.group(1))) : USUAL;
        return age.compareTo(SHORTEST) < 0 ? SHORTEST : age.compareTo(LONGEST) > 0 ? LONGEST : age;
    }
}
