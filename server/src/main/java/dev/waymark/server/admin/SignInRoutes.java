package dev.waymark.server.admin;

import dev.waymark.server.launch.SignIns;
import dev.waymark.server.web.Page;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Redirect;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.SameOrigin;
import dev.waymark.server.web.SessionGate;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** The one-time sign-in of an administrator: looking shows a button, pressing it uses the link up. */
public final class SignInRoutes {
    private final SignIns signIns;
    private final SessionGate gate;
    private final Pages pages;
    private final SameOrigin sameOrigin;

    public SignInRoutes(SignIns signIns, SessionGate gate, Pages pages, SameOrigin sameOrigin) {
        this.signIns = signIns;
        this.gate = gate;
        this.pages = pages;
        this.sameOrigin = sameOrigin;
    }

    public void mount(Routes routes) {
        routes.get("/signin/:code").respond(this::show);
        routes.post("/signin/:code").respond(this::use);
    }

    private Future<Void> show(RoutingContext ctx) {
        String code = ctx.pathParam("code");
        return signIns.look(code).compose(expires -> {
            Page page = pages.page(ctx, null);
            SignInView view =
                    new SignInView(page, SignInView.Purpose.ADMINISTRATION, "/signin/" + code, expires.toString());
            return pages.send(ctx, "admin/signin.jte", view);
        });
    }

    private Future<Void> use(RoutingContext ctx) {
        sameOrigin.require(ctx);
        return signIns.use(ctx.pathParam("code")).compose(session -> {
            ctx.response().putHeader("Set-Cookie", gate.cookieFor(session));
            return Redirect.to(ctx, session.home());
        });
    }
}
