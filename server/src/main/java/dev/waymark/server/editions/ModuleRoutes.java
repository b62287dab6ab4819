package dev.waymark.server.editions;

import dev.waymark.server.web.Json;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.SessionGate;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** The catalogue of published modules: {@code /api/v1/modules}. */
public final class ModuleRoutes {
    private final Editions editions;

    public ModuleRoutes(Editions editions) {
        this.editions = editions;
    }

    public void mount(Routes routes) {
        routes.get("/api/v1/modules").respond(this::list);
        routes.get("/api/v1/modules/:slug").respond(this::show);
    }

    private Future<Void> list(RoutingContext ctx) {
        SessionGate.of(ctx);
        return editions.all()
                .compose(all ->
                        Json.send(ctx, 200, all.stream().map(EditionJson::of).toList()));
    }

    private Future<Void> show(RoutingContext ctx) {
        SessionGate.of(ctx);
        return editions.of(ctx.pathParam("slug")).compose(edition -> Json.send(ctx, 200, EditionJson.of(edition)));
    }
}
