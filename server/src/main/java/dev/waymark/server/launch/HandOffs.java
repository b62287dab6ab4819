package dev.waymark.server.launch;

import dev.waymark.server.links.OneTimeLinkStore;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Json;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Session;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;

/** Carries a session from a frame whose cookies are blocked into a window of its own, once. */
public final class HandOffs {
    private static final Duration LIFETIME = Duration.ofSeconds(60);
    private final Pool pool;
    private final OneTimeLinkStore links;
    private final LaunchStore launches;

    public HandOffs(Pool pool, OneTimeLinkStore links, LaunchStore launches) {
        this.pool = pool;
        this.links = links;
        this.launches = launches;
    }

    Future<String> make(Session session) {
        return links.make(
                pool,
                OneTimeLinkStore.Kind.HANDOFF,
                Json.object().put("launch", session.launch().toString()),
                LIFETIME);
    }

    Future<Session> use(String code) {
        return links.use(pool, OneTimeLinkStore.Kind.HANDOFF, code)
                .map(found -> found.flatMap(
                                detail -> Ids.parse(detail.path("launch").asText()))
                        .orElseThrow(Problem::signedOut))
                .compose(launch -> launches.session(pool, launch))
                .map(session -> session.orElseThrow(Problem::signedOut));
    }
}
