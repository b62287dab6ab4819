package dev.waymark.server.demo;

import dev.waymark.lti.emulator.Platform;
import dev.waymark.lti.emulator.Reply;
import dev.waymark.lti.http.LtiRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Serves an emulated platform's endpoints below {@code /lti/}. */
final class EmulatorRoutes {
    private static final int LARGEST_BODY = 1024 * 1024;

    private final Vertx vertx;
    private final Platform platform;
    private final ToolClient tools;
    private final Supplier<Future<Void>> save;
    private final UnaryOperator<String> pages;

    /**
     * @param save makes what a request has changed permanent, before the answer leaves
     * @param pages a last change to the pages that the browser is shown
     */
    EmulatorRoutes(
            Vertx vertx,
            Platform platform,
            ToolClient tools,
            Supplier<Future<Void>> save,
            UnaryOperator<String> pages) {
        this.vertx = vertx;
        this.platform = platform;
        this.tools = tools;
        this.save = save;
        this.pages = pages;
    }

    void mount(Router router) {
        router.route("/lti/*")
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
                .handler(this::answer);
    }

    private void answer(RoutingContext ctx) {
        var request = request(ctx);
        if (request == null) {
            ctx.response().setStatusCode(400).end();
            return;
        }
        document(request)
                .map(document -> platform.handle(request, document))
                .compose(reply -> kept(request, reply))
                .compose(this::delayed)
                .onSuccess(reply -> send(ctx, reply))
                .onFailure(ctx::fail);
    }

    /** A tool whose keys cannot be fetched is answered by the platform, not with our own failure. */
    private Future<@Nullable String> document(LtiRequest request) {
        var needed = platform.needs(request);
        return needed == null
                ? Future.succeededFuture()
                : tools.document(needed).recover(failure -> Future.succeededFuture());
    }

    private Future<Reply> kept(LtiRequest request, Reply reply) {
        return request.method().equals("GET")
                ? Future.succeededFuture(reply)
                : save.get().map(saved -> reply);
    }

    private Future<Reply> delayed(Reply reply) {
        return reply.delay().isZero()
                ? Future.succeededFuture(reply)
                : vertx.timer(reply.delay().toMillis(), TimeUnit.MILLISECONDS).map(late -> reply);
    }

    private void send(RoutingContext ctx, Reply reply) {
        if (reply.dropped()) {
            ctx.request().connection().close();
            return;
        }
        var response = ctx.response().setStatusCode(reply.response().status());
        reply.response().headers().forEach((name, value) -> response.putHeader(name, bytes(value)));
        boolean page = ctx.normalizedPath().equals("/lti/auth");
        response.end(
                page ? pages.apply(reply.response().body()) : reply.response().body());
    }

    /** Real platforms put UTF-8 into headers; Netty writes one byte a character. */
    private static String bytes(String value) {
        return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private @Nullable LtiRequest request(RoutingContext ctx) {
        try {
            var base = platform.site().base();
            var origin = base.getScheme() + "://" + base.getAuthority();
            var body = ctx.body().buffer() == null ? null : ctx.body().buffer().toString();
            return new LtiRequest(
                    ctx.request().method().name(),
                    new URI(origin + ctx.request().uri()),
                    ToolClient.single(ctx.request().headers()),
                    body);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
