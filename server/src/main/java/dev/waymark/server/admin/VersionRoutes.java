package dev.waymark.server.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.editions.EditionJson;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.editions.publishing.Publishing;
import dev.waymark.server.editions.publishing.VersionStore;
import dev.waymark.server.web.Json;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.Session;
import dev.waymark.server.web.SessionGate;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A module's versions: {@code /api/v1/admin/modules/{slug}/…}. */
public final class VersionRoutes {
    private final Pool pool;
    private final VersionStore versions;
    private final Publishing publishing;

    public VersionRoutes(Pool pool, VersionStore versions, Publishing publishing) {
        this.pool = pool;
        this.versions = versions;
        this.publishing = publishing;
    }

    public void mount(Routes routes) {
        routes.get("/api/v1/admin/modules/:slug/versions").respond(this::list);
        routes.post("/api/v1/admin/modules/:slug/rollback").respond(this::rollBack);
    }

    private Future<Void> list(RoutingContext ctx) {
        SessionGate.administrator(ctx);
        String slug = ctx.pathParam("slug");
        Future<List<VersionStore.Version>> published = versions.versions(pool, slug);
        Future<List<VersionStore.Waiting>> waiting = versions.waiting(pool, slug);
        return Future.all(published, waiting).compose(all -> {
            if (published.result().isEmpty() && waiting.result().isEmpty()) {
                throw Problem.notFound();
            }
            ObjectNode json = Json.object().put("slug", slug);
            json.set("versions", Json.MAPPER.valueToTree(published.result()));
            json.set("drafts", Json.MAPPER.valueToTree(waiting.result()));
            return Json.send(ctx, 200, json);
        });
    }

    private Future<Void> rollBack(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        JsonNode body = ctx.body().length() <= 0 ? Json.object() : Json.body(ctx);
        return publishing
                .rollBack(
                        ctx.pathParam("slug"), version(body), session.learner().toString())
                .compose(edition ->
                        Editions.everywhere(ctx.vertx()).compose(done -> Json.send(ctx, 200, EditionJson.of(edition))));
    }

    private static @Nullable Integer version(JsonNode body) {
        if (!body.hasNonNull("version")) {
            return null;
        }
        if (!body.path("version").canConvertToInt()) {
            throw Problem.badField("version", "The field version must be the number of a version.");
        }
        return body.path("version").asInt();
    }
}
