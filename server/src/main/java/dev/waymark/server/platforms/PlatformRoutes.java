package dev.waymark.server.platforms;

import dev.waymark.lti.registration.CanvasConfiguration;
import dev.waymark.server.web.Routes;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;

/** What platforms read of us: keys and configuration. */
public final class PlatformRoutes {
    private final LtiKeys keys;
    private final URI publicUrl;

    public PlatformRoutes(LtiKeys keys, URI publicUrl) {
        this.keys = keys;
        this.publicUrl = publicUrl;
    }

    public void mount(Routes routes) {
        routes.get("/lti/jwks").respond(this::jwks);
        routes.get("/lti/config.json").respond(this::configuration);
    }

    private Future<Void> jwks(RoutingContext ctx) {
        return keys.published()
                .compose(ring -> ctx.response()
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Cache-Control", "public, max-age=300")
                        .end(ring.jwks()));
    }

    /** For Canvas, whose administrators paste this address. */
    private Future<Void> configuration(RoutingContext ctx) {
        return ctx.response()
                .putHeader("Content-Type", "application/json")
                .end(CanvasConfiguration.json(ThisTool.at(publicUrl)));
    }
}
