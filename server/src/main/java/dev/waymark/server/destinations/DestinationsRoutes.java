package dev.waymark.server.destinations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/** Destinations by API. A webhook's secret is in the answer that makes it, and in no other. */
public final class DestinationsRoutes {
    private static final String API = "/api/v1/admin/destinations";
    private final Destinations destinations;

    public DestinationsRoutes(Destinations destinations) {
        this.destinations = destinations;
    }

    public void mount(Routes routes) {
        routes.get(API).respond(this::list);
        routes.post(API).respond(this::add);
        routes.patch(API + "/:destination").respond(this::change);
        routes.delete(API + "/:destination").respond(this::remove);
        routes.post(API + "/:destination/secret").respond(this::rotate);
        routes.post(API + "/:destination/test").respond(this::test);
    }

    private Future<Void> list(RoutingContext ctx) {
        SessionGate.administrator(ctx);
        return destinations.all().compose(all -> {
            ObjectNode json = Json.object();
            json.set(
                    "destinations",
                    Json.MAPPER.valueToTree(
                            all.stream().map(DestinationsRoutes::json).toList()));
            return Json.send(ctx, 200, json);
        });
    }

    private Future<Void> add(RoutingContext ctx) {
        String actor = actor(ctx);
        return destinations.add(actor, asked(Json.body(ctx))).compose(one -> Json.send(ctx, 201, withSecret(one)));
    }

    private Future<Void> change(RoutingContext ctx) {
        String actor = actor(ctx);
        return destinations
                .change(actor, id(ctx), asked(Json.body(ctx)))
                .compose(one -> Json.send(ctx, 200, json(one)));
    }

    private Future<Void> remove(RoutingContext ctx) {
        String actor = actor(ctx);
        return destinations
                .remove(actor, id(ctx))
                .compose(done -> ctx.response().setStatusCode(204).end());
    }

    private Future<Void> rotate(RoutingContext ctx) {
        String actor = actor(ctx);
        return destinations.rotate(actor, id(ctx)).compose(one -> Json.send(ctx, 200, withSecret(one)));
    }

    private Future<Void> test(RoutingContext ctx) {
        SessionGate.administrator(ctx);
        return destinations
                .attempt(id(ctx))
                .compose(tried -> Json.send(
                        ctx,
                        200,
                        Json.object()
                                .put("ok", tried.well())
                                .put("status", tried.status())
                                .put("text", tried.text())));
    }

    private static ObjectNode withSecret(Destination one) {
        ObjectNode json = json(one);
        return one.kind() == Destination.Kind.WEBHOOK ? json.put("secret", one.secret()) : json;
    }

    private static ObjectNode json(Destination one) {
        ObjectNode json = Json.object()
                .put("id", one.id().toString())
                .put("kind", Destination.word(one.kind()))
                .put("name", one.name())
                .put("url", one.url().toString())
                .put("actor", Destination.word(one.actor()))
                .put("enabled", one.enabled())
                .put("failures", one.failures());
        json.put(
                "restsUntil", one.restsUntil() == null ? null : one.restsUntil().toString());
        json.put(
                "formerSecretUntil",
                one.formerUntil() == null ? null : one.formerUntil().toString());
        json.set(
                "events",
                Json.MAPPER.valueToTree(
                        one.events().stream().map(Happening::word).toList()));
        return json;
    }

    private static Asked asked(JsonNode body) {
        return new Asked(
                text(body, "kind"),
                text(body, "name"),
                text(body, "url"),
                text(body, "actor"),
                events(body.path("events")),
                text(body, "user"),
                text(body, "password"),
                enabled(body.path("enabled")));
    }

    private static @Nullable Boolean enabled(JsonNode given) {
        if (!given.isMissingNode() && !given.isBoolean()) {
            throw Problem.badField("enabled", "The field enabled is true or false.");
        }
        return given.isBoolean() ? Boolean.valueOf(given.asBoolean()) : null;
    }

    private static @Nullable List<String> events(JsonNode given) {
        if (given.isMissingNode()) {
            return null;
        }
        if (!given.isArray()) {
            throw Problem.badField("events", "The field events must be a list of words.");
        }
        List<String> words = new ArrayList<>();
        given.forEach(word -> words.add(word.asText()));
        return words;
    }

    private static @Nullable String text(JsonNode body, String field) {
        if (!body.has(field)) {
            return null;
        }
        if (!body.path(field).isTextual()) {
            throw Problem.badField(field, "The field " + field + " must be text.");
        }
        return body.path(field).asText();
    }

    static UUID id(RoutingContext ctx) {
        return Ids.parse(ctx.pathParam("destination")).orElseThrow(Problem::notFound);
    }

    static String actor(RoutingContext ctx) {
        return SessionGate.administrator(ctx).learner().toString();
    }
}
