package dev.waymark.server.web;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** What every answer tells the browser about framing, caching and where scripts may come from. */
public final class SecurityHeaders {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action ";

    private SecurityHeaders() {}

    /** Before anything else: no page is cached or framed unless it says so. */
    public static void strict(RoutingContext ctx) {
        MultiMap headers = ctx.response().headers();
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
        headers.set("Content-Security-Policy", policy("'self'", "'none'"));
        headers.set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
        ctx.next();
    }

    /** A page without data: anyone may frame it, as an LMS that we do not know yet must. */
    public static void framedByAnyone(RoutingContext ctx) {
        ctx.response().putHeader("Content-Security-Policy", policy("'self'", "*"));
    }

    /** A page of a session: framed by the LMS it was launched from. */
    public static void framedBy(RoutingContext ctx, List<String> origins) {
        String ancestors = "'self' " + String.join(" ", origins);
        ctx.response().putHeader("Content-Security-Policy", policy("'self'", ancestors.strip()));
    }

    /** A page of a session that posts its form to the LMS. */
    public static void framedByAndPostingTo(RoutingContext ctx, List<String> origins, String target) {
        String ancestors = "'self' " + String.join(" ", origins);
        ctx.response().putHeader("Content-Security-Policy", policy("'self' " + target, ancestors.strip()));
    }

    private static String policy(String forms, String ancestors) {
        return POLICY + forms + "; frame-ancestors " + ancestors;
    }
}
