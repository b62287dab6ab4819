package dev.waymark.server.web;

import io.vertx.ext.web.RoutingContext;
import java.net.URI;

/** Whether a form that changes something was sent by one of our own pages. */
public final class SameOrigin {
    private final String origin;

    public SameOrigin(URI publicUrl) {
        this.origin = publicUrl.toString();
    }

    /** Refuses what a browser says comes from elsewhere; callers that are no browser say nothing. */
    public void require(RoutingContext ctx) {
        String site = ctx.request().getHeader("Sec-Fetch-Site");
        String from = ctx.request().getHeader("Origin");
        boolean ours = site != null ? site.equals("same-origin") : from == null || from.equals(origin);
        if (!ours) {
            throw Problem.of(403, "cross-site", "This request did not come from a page of this server.");
        }
    }
}
