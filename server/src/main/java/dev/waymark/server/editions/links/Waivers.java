package dev.waymark.server.editions.links;

import dev.waymark.server.audit.AuditStore;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Reason;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.Map;
import java.util.UUID;

/**
 * While a waiver stands its asset counts as satisfied for everybody, and records name it. The version stays as it is.
 */
public final class Waivers {
    private final Pool pool;
    private final WaiverStore store;
    private final Editions editions;
    private final AuditStore audit;

    public Waivers(Pool pool, WaiverStore store, Editions editions, AuditStore audit) {
        this.pool = pool;
        this.store = store;
        this.editions = editions;
        this.audit = audit;
    }

    /** Starting one that stands already changes nothing. */
    public Future<Edition> start(String slug, UUID asset, String reason, String actor) {
        String why = Reason.of(reason);
        return of(slug, asset)
                .compose(edition -> pool.withTransaction(connection -> store.start(
                                connection, edition.moduleId(), asset, actor, why)
                        .compose(changed -> changed
                                ? audit.note(
                                        connection,
                                        actor,
                                        "waiver.started",
                                        slug,
                                        Map.of("asset", asset, "reason", why))
                                : Future.succeededFuture())))
                .compose(done -> editions.refreshed(slug));
    }

    public Future<Edition> end(String slug, UUID asset, String actor) {
        return of(slug, asset)
                .compose(edition -> pool.withTransaction(connection -> store.end(connection, edition.moduleId(), asset)
                        .compose(changed -> changed
                                ? audit.note(connection, actor, "waiver.ended", slug, Map.of("asset", asset))
                                : Future.succeededFuture())))
                .compose(done -> editions.refreshed(slug));
    }

    private Future<Edition> of(String slug, UUID asset) {
        return editions.of(slug).map(edition -> {
            if (edition.asset(asset).isEmpty()) {
                throw Problem.notFound();
            }
            return edition;
        });
    }
}
