package dev.waymark.server.web;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import net.logstash.logback.argument.StructuredArguments;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line a request. It names the route, never the path: paths carry verify codes and hand-offs. */
public final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger("access");

    private final RouteTemplates templates;

    public AccessLog(RouteTemplates templates) {
        this.templates = templates;
    }

    public void write(RoutingContext ctx) {
        long started = System.nanoTime();
        ctx.addEndHandler(ended -> LOG.info(
                "{} {} {} {} ms",
                StructuredArguments.value("method", ctx.request().method().name()),
                StructuredArguments.value("route", templates.of(ctx)),
                StructuredArguments.value("status", ctx.response().getStatusCode()),
                StructuredArguments.value("millis", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started))));
        ctx.next();
    }
}
