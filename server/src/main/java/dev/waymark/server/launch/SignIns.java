package dev.waymark.server.launch;

import dev.waymark.server.links.OneTimeLinkStore;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Session;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Sessions of administrators who come by a one-time link instead of a launch. */
public final class SignIns {
    private static final Duration LIFETIME = Duration.ofHours(12);
    private final Pool pool;
    private final OneTimeLinkStore links;
    private final LaunchStore launches;
    private final Clock clock;

    public SignIns(Pool pool, OneTimeLinkStore links, LaunchStore launches, Clock clock) {
        this.pool = pool;
        this.links = links;
        this.launches = launches;
        this.clock = clock;
    }

    /** Until when a link works. */
    public Future<Instant> look(String code) {
        return links.expiry(pool, OneTimeLinkStore.Kind.SIGNIN, code)
                .map(expires -> expires.orElseThrow(SignIns::over));
    }

    /** Uses a link up and opens the session in one transaction. */
    public Future<Session> use(String code) {
        UUID launch = Ids.timeOrdered();
        Instant expires = clock.instant().plus(LIFETIME);
        return pool.withTransaction(connection -> links.use(connection, OneTimeLinkStore.Kind.SIGNIN, code)
                        .map(found -> found.orElseThrow(SignIns::over))
                        .compose(found -> launches.openAdmin(connection, launch, Ids.timeOrdered(), "en", expires)))
                .compose(opened -> launches.session(pool, launch))
                .map(session -> session.orElseThrow(Problem::signedOut));
    }

    private static Problem over() {
        return Problem.of(404, "link-over", "This link was used before, is too old or was never made.");
    }
}
