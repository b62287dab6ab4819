package dev.waymark.server.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.content.Path;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.EditionJson;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.editions.Part;
import dev.waymark.server.editions.links.LinkChecker;
import dev.waymark.server.editions.links.Waivers;
import dev.waymark.server.editions.settings.Settings;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Json;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.SessionGate;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A module's rule, records of parts, paths, aliases, limit of stalling, waivers and link checks: {@code /api/v1/admin/modules/{slug}/…}. */
public final class SettingsRoutes {
    private final Settings settings;
    private final Waivers waivers;
    private final LinkChecker checker;
    private final Editions editions;

    public SettingsRoutes(Settings settings, Waivers waivers, LinkChecker checker, Editions editions) {
        this.settings = settings;
        this.waivers = waivers;
        this.checker = checker;
        this.editions = editions;
    }

    public void mount(Routes routes) {
        String module = "/api/v1/admin/modules/:slug";
        routes.put(module + "/rule").respond(this::rule);
        routes.put(module + "/records").respond(this::records);
        routes.put(module + "/paths").respond(this::paths);
        routes.put(module + "/alias").respond(this::alias);
        routes.put(module + "/stalled").respond(this::stalled);
        routes.put(module + "/assets/:asset/waiver").respond(this::waive);
        routes.delete(module + "/assets/:asset/waiver").respond(this::endWaiver);
        routes.post(module + "/links/check").respond(this::checkLinks);
    }

    private Future<Void> rule(RoutingContext ctx) {
        String actor = actor(ctx);
        return answer(ctx, settings.rule(ctx.pathParam("slug"), text(Json.body(ctx), "rule"), actor));
    }

    private Future<Void> records(RoutingContext ctx) {
        String actor = actor(ctx);
        JsonNode body = Json.body(ctx);
        Part.Asked asked = new Part.Asked(flag(body, "environments"), flag(body, "paths"));
        return answer(ctx, settings.records(ctx.pathParam("slug"), asked, actor));
    }

    private static boolean flag(JsonNode body, String field) {
        if (!body.path(field).isBoolean()) {
            throw Problem.badField(field, "The field " + field + " must be true or false.");
        }
        return body.path(field).asBoolean();
    }

    private Future<Void> paths(RoutingContext ctx) {
        String actor = actor(ctx);
        return answer(
                ctx, settings.paths(ctx.pathParam("slug"), steps(Json.body(ctx).path("paths")), actor));
    }

    private static @Nullable List<Path> steps(JsonNode paths) {
        if (paths.isNull()) {
            return null;
        }
        if (!paths.isArray()) {
            throw Problem.badField("paths", "The field paths must be a list, or null for the paths of the page.");
        }
        List<Path> steps = new ArrayList<>();
        paths.forEach(path -> steps.add(new Path(text(path, "from"), text(path, "to"))));
        return steps;
    }

    private Future<Void> alias(RoutingContext ctx) {
        String actor = actor(ctx);
        JsonNode body = Json.body(ctx);
        String resource = body.hasNonNull("resource") ? text(body, "resource") : null;
        return answer(
                ctx,
                settings.alias(
                        ctx.pathParam("slug"), text(body, "environment"), text(body, "service"), resource, actor));
    }

    private Future<Void> stalled(RoutingContext ctx) {
        String actor = actor(ctx);
        JsonNode days = Json.body(ctx).path("days");
        if (!days.isInt()) {
            throw Problem.badField("days", "The field days must be a whole number.");
        }
        return answer(ctx, settings.stalledDays(ctx.pathParam("slug"), days.intValue(), actor));
    }

    private Future<Void> waive(RoutingContext ctx) {
        String actor = actor(ctx);
        return answer(ctx, waivers.start(ctx.pathParam("slug"), asset(ctx), text(Json.body(ctx), "reason"), actor));
    }

    private Future<Void> endWaiver(RoutingContext ctx) {
        String actor = actor(ctx);
        return answer(ctx, waivers.end(ctx.pathParam("slug"), asset(ctx), actor));
    }

    private Future<Void> checkLinks(RoutingContext ctx) {
        SessionGate.administrator(ctx);
        return editions.of(ctx.pathParam("slug"))
                .compose(edition -> Json.send(ctx, 202, Json.object().put("links", checker.start(edition))));
    }

    private static String actor(RoutingContext ctx) {
        return SessionGate.administrator(ctx).learner().toString();
    }

    static UUID asset(RoutingContext ctx) {
        return Ids.parse(ctx.pathParam("asset")).orElseThrow(Problem::notFound);
    }

    private static String text(JsonNode body, String field) {
        if (!body.path(field).isTextual()) {
            throw Problem.badField(field, "The field " + field + " must be text.");
        }
        return body.path(field).asText();
    }

    private static Future<Void> answer(RoutingContext ctx, Future<Edition> changed) {
        return changed.compose(edition -> Json.send(ctx, 200, EditionJson.of(edition)));
    }
}
