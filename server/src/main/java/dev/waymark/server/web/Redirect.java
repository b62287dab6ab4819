package dev.waymark.server.web;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** Where a form leads once it was taken. */
public final class Redirect {
    private Redirect() {}

    /** 303: the browser gets the page at {@code location}, and reloading it sends no form again. */
    public static Future<Void> to(RoutingContext ctx, String location) {
        return ctx.response().setStatusCode(303).putHeader("Location", location).end();
    }
}
