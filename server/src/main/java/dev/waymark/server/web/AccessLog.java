package dev.waymark.server.web;

import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import net.logstash.logback.argument.StructuredArguments;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line a request. It names the route, never the path: paths carry verify codes and hand-offs. */
public final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger("access");

    private AccessLog() {}

    public static void write(RoutingContext ctx) {
        long started = System.nanoTime();
        ctx.addEndHandler(ended -> LOG.info(
                "{} {} {} {} ms",
                StructuredArguments.value("method", ctx.request().method().name()),
                StructuredArguments.value("route", template(ctx)),
                StructuredArguments.value("status", ctx.response().getStatusCode()),
                StructuredArguments.value("millis", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started))));
        ctx.next();
    }

    /** The template of the route that answered, such as {@code /verify/:code}. */
    static String template(RoutingContext ctx) {
        Route route = ctx.currentRoute();
        String path = route == null ? null : route.getPath();
        return path == null ? "unmatched" : path;
    }
}
