package dev.waymark.server.admin;

import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Session;
import dev.waymark.server.web.SessionGate;
import io.vertx.ext.web.RoutingContext;

/** Whom administration is for; for everybody else there is nothing here. */
final class Administrator {
    private Administrator() {}

    static Session of(RoutingContext ctx) {
        Session session = SessionGate.of(ctx);
        if (!session.admin()) {
            throw Problem.notFound();
        }
        return session;
    }
}
