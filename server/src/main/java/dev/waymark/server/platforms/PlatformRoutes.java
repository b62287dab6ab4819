package dev.waymark.server.platforms;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
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

    public void mount(Router router) {
        router.get("/lti/jwks").respond(this::jwks);
    }

    private Future<Void> jwks(RoutingContext ctx) {
        return keys.current()
                .compose(ring -> ctx.response()
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Cache-Control", "public, max-age=300")
                        .end(ring.jwks()));
    }
}
