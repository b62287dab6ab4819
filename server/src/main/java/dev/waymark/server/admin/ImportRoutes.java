package dev.waymark.server.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.editions.drafts.DraftJson;
import dev.waymark.server.editions.drafts.Drafts;
import dev.waymark.server.editions.drafts.RemotePages;
import dev.waymark.server.editions.drafts.UnusablePage;
import dev.waymark.server.editions.publishing.Publishing;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Json;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.Session;
import dev.waymark.server.web.SessionGate;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/** Imports and their publication: {@code /api/v1/admin/imports}. */
public final class ImportRoutes {
    private final Drafts drafts;
    private final RemotePages remote;
    private final Publishing publishing;

    public ImportRoutes(Drafts drafts, RemotePages remote, Publishing publishing) {
        this.drafts = drafts;
        this.remote = remote;
        this.publishing = publishing;
    }

    public void mount(Routes routes) {
        routes.post("/api/v1/admin/imports").respond(this::take);
        routes.get("/api/v1/admin/imports/:id").respond(this::show);
        routes.delete("/api/v1/admin/imports/:id").respond(this::cancel);
        routes.put("/api/v1/admin/imports/:id/decisions").respond(this::decide);
        routes.post("/api/v1/admin/imports/:id/publish").respond(this::publish);
    }

    private Future<Void> take(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        return taken(ctx, session.learner().toString())
                .compose(shown -> Json.send(ctx, 201, DraftJson.of(shown)))
                .recover(failure -> failure instanceof UnusablePage unusable
                        ? refuse(ctx, unusable)
                        : Future.failedFuture(failure));
    }

    /** A page as it is; as JSON, an address to fetch it from or a module that another server exported. */
    private Future<Drafts.Shown> taken(RoutingContext ctx, String actor) {
        Buffer body = ctx.body().buffer();
        byte[] bytes = body == null ? new byte[0] : body.getBytes();
        String type = ctx.request().getHeader("Content-Type");
        if (type == null || !type.startsWith("application/json")) {
            return drafts.take(bytes, null, "api", actor);
        }
        JsonNode json = Json.body(ctx);
        return json.hasNonNull("url")
                ? drafts.fetch(remote, RemotePages.address(json.path("url").asText()), actor)
                : drafts.takeExported(bytes, actor);
    }

    private static Future<Void> refuse(RoutingContext ctx, UnusablePage unusable) {
        ObjectNode body = Json.object()
                .put("type", "urn:waymark:problem:unusable-page")
                .put("title", "unusable page")
                .put("status", 400)
                .put("detail", unusable.reasons())
                .put("field", "body");
        body.set("findings", DraftJson.findings(unusable.findings()));
        return ctx.response()
                .setStatusCode(400)
                .putHeader("Content-Type", "application/problem+json")
                .end(Buffer.buffer(Json.bytes(body)));
    }

    private Future<Void> show(RoutingContext ctx) {
        SessionGate.administrator(ctx);
        return drafts.show(id(ctx)).compose(shown -> Json.send(ctx, 200, DraftJson.of(shown)));
    }

    private Future<Void> cancel(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        return drafts.cancel(id(ctx), session.learner().toString())
                .compose(done -> ctx.response().setStatusCode(204).end());
    }

    private Future<Void> decide(RoutingContext ctx) {
        SessionGate.administrator(ctx);
        return drafts.decide(id(ctx), PublishOrder.decisions(Json.body(ctx)))
                .compose(shown -> Json.send(ctx, 200, DraftJson.of(shown)));
    }

    private Future<Void> publish(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        JsonNode body = ctx.body().length() <= 0 ? Json.object() : Json.body(ctx);
        return publishing
                .publish(id(ctx), PublishOrder.of(body), session.learner().toString())
                .compose(draft ->
                        Editions.everywhere(ctx.vertx()).compose(done -> Json.send(ctx, 200, DraftJson.of(draft))));
    }

    static UUID id(RoutingContext ctx) {
        return Ids.parse(ctx.pathParam("id")).orElseThrow(Problem::notFound);
    }
}
