package dev.waymark.server.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.server.editions.LinkScope;
import dev.waymark.server.web.Session;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Sessions in use, held for seconds: one revoked on this node ends at once, on another within that time. */
public final class Sessions {
    private static final Duration HELD = Duration.ofSeconds(10);
    private final Pool pool;
    private final LaunchStore store;
    private final Cache<UUID, Session> held =
            Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(HELD).build();

    public Sessions(Pool pool, LaunchStore store) {
        this.pool = pool;
        this.store = store;
    }

    public Future<Optional<Session>> find(UUID launch) {
        Session known = held.getIfPresent(launch);
        return known != null
                ? Future.succeededFuture(Optional.of(known))
                : store.session(pool, launch).onSuccess(found -> found.ifPresent(session -> held.put(launch, session)));
    }

    /** What the session's resource link opens. */
    public Future<LinkScope> scope(Session session) {
        return session.resourceLink() == null
                ? Future.succeededFuture(LinkScope.NONE)
                : store.scope(pool, session.resourceLink());
    }

    /** What the launch's message left for later requests. */
    public Future<JsonNode> detail(Session session) {
        return store.detail(pool, session.launch());
    }

    /** Where the launch lands: at what its message asked for, else at the session's own home. */
    public Future<String> landing(Session session) {
        return detail(session).map(detail -> detail.path("landing").asText(session.home()));
    }

    public Future<Void> revoke(UUID launch) {
        return store.revoke(pool, launch).onSuccess(done -> held.invalidate(launch));
    }
}
