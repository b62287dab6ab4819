package dev.waymark.server.web;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** Style sheets, scripts and pictures, cached for good: their address names their content. */
public final class AssetRoutes {
    private final Assets assets;

    public AssetRoutes(Assets assets) {
        this.assets = assets;
    }

    public void mount(Routes routes) {
        routes.get("/assets/:name").respond(this::send);
    }

    private Future<Void> send(RoutingContext ctx) {
        Assets.File file = assets.find(ctx.pathParam("name"));
        if (file == null) {
            throw Problem.notFound();
        }
        return ctx.response()
                .putHeader("Content-Type", file.contentType())
                .putHeader("Cache-Control", "public, max-age=31536000, immutable")
                // An LMS shows the icon beside each activity, on its own site.
                .putHeader("Cross-Origin-Resource-Policy", "cross-origin")
                .end(Buffer.buffer(file.bytes()));
    }
}
