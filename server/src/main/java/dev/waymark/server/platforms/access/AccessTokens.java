package dev.waymark.server.platforms.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.lti.Deployment;
import dev.waymark.lti.security.AccessToken;
import dev.waymark.server.platforms.LtiKeys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Access tokens, one for each registration, deployment and set of scopes, fetched when first needed. */
public final class AccessTokens {
    private final Vertx vertx;
    private final LtiCalls calls;
    private final LtiKeys keys;
    private final Clock clock;
    private final Cache<Key, AccessToken> held = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofHours(1))
            .build();
    private final ConcurrentMap<Key, Future<AccessToken>> running = new ConcurrentHashMap<>();

    private record Key(UUID registration, String clientId, String deployment, Set<String> scopes) {
        static Key of(Grant grant) {
            return new Key(
                    grant.connection().id(), grant.connection().lti().clientId(), grant.deployment(), grant.scopes());
        }
    }

    public AccessTokens(Vertx vertx, LtiCalls calls, LtiKeys keys, Clock clock) {
        this.vertx = vertx;
        this.calls = calls;
        this.keys = keys;
        this.clock = clock;
    }

    public Future<AccessToken> of(Grant grant) {
        Key key = Key.of(grant);
        AccessToken known = held.getIfPresent(key);
        if (known != null && known.usable(clock.instant())) {
            return Future.succeededFuture(known);
        }
        Future<AccessToken> fetching = running.computeIfAbsent(key, missing -> fetch(grant, key));
        return fetching.onComplete(done -> running.remove(key, fetching));
    }

    /** After a service refused a token. */
    public void drop(Grant grant) {
        held.invalidate(Key.of(grant));
    }

    /** A fresh one from the platform; signing costs about a millisecond and is done off the event loop. */
    private Future<AccessToken> fetch(Grant grant, Key key) {
        Deployment deployment = new Deployment(grant.connection().lti(), grant.deployment());
        return keys.current()
                .compose(ring -> vertx.executeBlocking(
                        () -> AccessToken.request(deployment, ring.current(), grant.scopes(), clock.instant()), false))
                .compose(calls::send)
                .map(answer -> AccessToken.parse(answer, grant.scopes(), clock.instant()))
                .onSuccess(token -> held.put(key, token));
    }
}
