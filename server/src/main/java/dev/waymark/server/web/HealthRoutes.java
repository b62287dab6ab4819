package dev.waymark.server.web;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.concurrent.TimeUnit;

/** Whether the process lives, and whether it can work. */
public final class HealthRoutes {
    private final Pool pool;

    public HealthRoutes(Pool pool) {
        this.pool = pool;
    }

    public void mount(Routes routes) {
        routes.get("/health/live")
                .respond(ctx -> Json.send(ctx, 200, Json.object().put("status", "up")));
        routes.get("/health/ready").respond(this::ready);
    }

    private Future<Void> ready(RoutingContext ctx) {
        return pool.query("select 1")
                .execute()
                .timeout(3, TimeUnit.SECONDS)
                .compose(rows -> Json.send(ctx, 200, Json.object().put("status", "up")))
                .recover(down -> Json.send(
                        ctx, 503, Json.object().put("status", "down").put("reason", "The database does not answer.")));
    }
}
