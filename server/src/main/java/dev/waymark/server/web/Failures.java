package dev.waymark.server.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells failures: to API clients as problem documents, to people as a page. Never an exception's own text. */
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private final Pages pages;
    private final RouteTemplates templates;

    public Failures(Pages pages, RouteTemplates templates) {
        this.pages = pages;
        this.templates = templates;
    }

    /** An address, a method or a type that no route knows gets the same page as any other refusal. */
    public void answerWhatNoRouteTakes(Router router) {
        for (int status : new int[] {404, 405, 406, 415}) {
            router.errorHandler(status, ctx -> answer(ctx, refused(status), reference()));
        }
    }

    public void handle(RoutingContext ctx) {
        if (ctx.response().ended() || ctx.response().closed()) {
            return;
        }
        String reference = reference();
        answer(ctx, problem(ctx, reference), reference);
    }

    private void answer(RoutingContext ctx, Problem problem, String reference) {
        if (ctx.response().headWritten()) {
            ctx.request().connection().close();
            return;
        }
        ctx.response().setStatusCode(problem.status());
        if (problem.status() == 429) {
            ctx.response().putHeader("Retry-After", "1");
        }
        if (ctx.normalizedPath().startsWith("/api/")) {
            json(ctx, problem, reference);
        } else {
            page(ctx, problem, reference);
        }
    }

    private Problem problem(RoutingContext ctx, String reference) {
        Throwable failure = ctx.failure();
        if (failure instanceof Problem expected) {
            return expected;
        }
        int status = failure instanceof HttpException http ? http.getStatusCode() : ctx.statusCode();
        if (status == 413) {
            return Problem.of(413, "too-large", "The request is larger than this server takes.");
        }
        if (status >= 400 && status < 500) {
            return refused(status);
        }
        LOG.error("Request {} {} failed, reference {}", ctx.request().method(), templates.of(ctx), reference, failure);
        return Problem.of(
                500, "internal", "Something went wrong on our side. The reference " + reference + " finds it.");
    }

    private static Problem refused(int status) {
        return status == 404
                ? Problem.notFound()
                : Problem.of(status, "bad-request", "The request cannot be understood.");
    }

    private static String reference() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    private static void json(RoutingContext ctx, Problem problem, String reference) {
        ObjectNode body = Json.object()
                .put("type", "urn:waymark:problem:" + problem.slug())
                .put("title", problem.slug().replace('-', ' '))
                .put("status", problem.status())
                .put("detail", problem.text())
                .put("instance", "urn:waymark:failure:" + reference);
        if (problem.field() != null) {
            body.put("field", problem.field());
        }
        ctx.response().putHeader("Content-Type", "application/problem+json").end(Buffer.buffer(Json.bytes(body)));
    }

    private void page(RoutingContext ctx, Problem problem, String reference) {
        if (SessionGate.orNull(ctx) == null) {
            SecurityHeaders.framedByAnyone(ctx);
        }
        ErrorView view = ErrorView.of(pages.page(ctx, null), problem.slug(), problem.status(), reference);
        pages.send(ctx, "web/error.jte", view);
    }
}
