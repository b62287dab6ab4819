package dev.waymark.server.nudges;

import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Routes;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/**
 * Where a digest's reader stops it. Looking changes nothing, since mail programs follow links; a POST acts, and one
 * from a mail program (RFC 8058) stops. Whoever holds the code may do so, from anywhere: there is no session to protect.
 */
public final class StopRoutes {
    private final Nudges nudges;
    private final Pages pages;

    public StopRoutes(Nudges nudges, Pages pages) {
        this.nudges = nudges;
        this.pages = pages;
    }

    public void mount(Routes routes) {
        routes.get("/mail/:code").respond(this::show);
        routes.post("/mail/:code").respond(this::choose);
    }

    private Future<Void> show(RoutingContext ctx) {
        String code = ctx.pathParam("code");
        return nudges.learner(code).compose(nudges::wanted).compose(wanted -> page(ctx, code, wanted));
    }

    private Future<Void> choose(RoutingContext ctx) {
        boolean wanted = "yes".equals(ctx.request().getFormAttribute("wanted"));
        String code = ctx.pathParam("code");
        return nudges.learner(code)
                .compose(learner -> nudges.choose(learner, wanted))
                .compose(done -> page(ctx, code, wanted));
    }

    /** Answered at once after a POST, too: mail programs follow no redirect (RFC 8058, section 3.1). */
    private Future<Void> page(RoutingContext ctx, String code, boolean wanted) {
        return pages.send(ctx, "nudges/stop.jte", new StopView(pages.page(ctx, null), wanted, "/mail/" + code));
    }
}
