package dev.waymark.server.web;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The description of {@code /api/v1}, for anyone: it tells nothing about this server's people. */
public final class OpenApiRoutes {
    private static final String DOCUMENT = "/api/openapi.json";
    private final Buffer document = Buffer.buffer(read());

    /** Before the gate of the API. */
    public void mount(Routes routes) {
        routes.get("/api/v1/openapi.json").respond(this::show);
    }

    private Future<Void> show(RoutingContext ctx) {
        return ctx.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Access-Control-Allow-Origin", "*")
                .end(document);
    }

    private static byte[] read() {
        try (InputStream document = Objects.requireNonNull(OpenApiRoutes.class.getResourceAsStream(DOCUMENT))) {
            return document.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
