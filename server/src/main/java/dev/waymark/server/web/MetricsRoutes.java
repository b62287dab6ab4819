package dev.waymark.server.web;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a Prometheus server reads: with a bearer where one is configured, else from this machine only. */
public final class MetricsRoutes {
    private static final List<String> SIGNS_OF_A_PROXY = List.of("Forwarded", "X-Forwarded-For", "Via");
    private final PrometheusMeterRegistry registry;
    private final @Nullable String token;

    public MetricsRoutes(PrometheusMeterRegistry registry, @Nullable String token) {
        this.registry = registry;
        this.token = token;
    }

    public void mount(Routes routes) {
        routes.get("/metrics").respond(this::show);
    }

    private Future<Void> show(RoutingContext ctx) {
        if (!mayRead(ctx.request())) {
            throw Problem.notFound();
        }
        return ctx.response()
                .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .end(registry.scrape());
    }

    private boolean mayRead(HttpServerRequest request) {
        return token == null ? isLocal(request) : holds(request, token);
    }

    private static boolean holds(HttpServerRequest request, String token) {
        String header = request.getHeader("Authorization");
        return header != null && MessageDigest.isEqual(bytes(header), bytes("Bearer " + token));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A proxy on this machine is local too; whom it speaks for is not. */
    private static boolean isLocal(HttpServerRequest request) {
        return SIGNS_OF_A_PROXY.stream().noneMatch(request.headers()::contains) && isLoopback(request);
    }

    private static boolean isLoopback(HttpServerRequest request) {
        try {
            return InetAddress.getByName(request.remoteAddress().hostAddress()).isLoopbackAddress();
        } catch (java.net.UnknownHostException unknown) {
            return false;
        }
    }
}
