package dev.waymark.server.demo;

import dev.waymark.lti.emulator.Platform;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** An emulated platform that listens; without pages, for tests. */
public record EmulatorServer(HttpServer http, Platform platform) {

    /** Listens (port 0 for any), then asks for the platform that is to stand at the given origin. */
    public static Future<EmulatorServer> start(Vertx vertx, String host, int port, Function<URI, Platform> platformAt) {
        var router = Router.router(vertx);
        return listen(vertx, router, host, port).map(http -> {
            var platform = platformAt.apply(origin(host, http.actualPort()));
            new EmulatorRoutes(
                            vertx, platform, new ToolClient(vertx), Future::succeededFuture, UnaryOperator.identity())
                    .mount(router);
            return new EmulatorServer(http, platform);
        });
    }

    public Future<Void> close() {
        return http.close();
    }

    static Future<HttpServer> listen(Vertx vertx, Router router, String host, int port) {
        var options = new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setMaxHeaderSize(32 * 1024)
                .setMaxInitialLineLength(16 * 1024)
                .setMaxFormAttributeSize(1024 * 1024)
                .setIdleTimeout(120);
        return vertx.createHttpServer(options).requestHandler(router).listen();
    }

    static URI origin(String host, int port) {
        return URI.create("http://" + host + ":" + port);
    }
}
