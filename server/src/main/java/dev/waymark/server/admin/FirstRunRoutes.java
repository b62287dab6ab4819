package dev.waymark.server.admin;

import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Routes;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.net.URI;

/** The front door: what this server is, and the next step of its set-up. */
public final class FirstRunRoutes {
    private final Pool pool;
    private final SetUpStore store;
    private final Pages pages;
    private final URI publicUrl;

    public FirstRunRoutes(Pool pool, SetUpStore store, Pages pages, URI publicUrl) {
        this.pool = pool;
        this.store = store;
        this.pages = pages;
        this.publicUrl = publicUrl;
    }

    public void mount(Routes routes) {
        routes.get("/").respond(this::show);
    }

    private Future<Void> show(RoutingContext ctx) {
        return store.setUp(pool)
                .map(done -> new FirstRunView(
                        pages.page(ctx, null),
                        publicUrl.toString(),
                        done.signedInOnce(),
                        done.connected(),
                        done.published()))
                .compose(view -> pages.send(ctx, "admin/firstrun.jte", view));
    }
}
