package dev.waymark.server.records.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.records.export.Export.Form;
import dev.waymark.server.records.export.Export.Wish;
import dev.waymark.server.records.ledger.RecordFilter;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Json;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.Session;
import dev.waymark.server.web.SessionGate;
import dev.waymark.server.web.Texts;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Exports of records by API, and their files. */
public final class ExportRoutes {
    private static final String API = "/api/v1/admin/records/exports";
    private static final int PIECE = 128 * 1024;
    private static final int PATIENCE_SECONDS = 60;
    private final RecordExports exports;

    public ExportRoutes(RecordExports exports) {
        this.exports = exports;
    }

    public void mount(Routes routes) {
        routes.get(API).respond(this::list);
        routes.post(API).respond(this::start);
        routes.get(API + "/:export").respond(this::one);
        routes.delete(API + "/:export").respond(this::delete);
        routes.post(API + "/:export/resume").respond(this::resume);
        routes.get(API + "/:export/file").respond(ctx -> file(ctx, exports));
    }

    private Future<Void> list(RoutingContext ctx) {
        SessionGate.administrator(ctx);
        return exports.all().compose(all -> {
            ObjectNode json = Json.object();
            ArrayNode list = json.putArray("exports");
            all.forEach(export -> list.add(json(export)));
            return Json.send(ctx, 200, json);
        });
    }

    private Future<Void> start(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        JsonNode body = Json.body(ctx);
        Form form = form(text(body, "form"));
        boolean certificates = flag(body, "certificates");
        if (certificates && form != Form.ZIP) {
            throw Problem.badField("certificates", "Certificates need the form zip.");
        }
        Wish wish = new Wish(
                form, certificates, Texts.of(session.locale()).locale(), RecordFilter.read(field -> text(body, field)));
        return exports.start(wish, session.learner()).compose(export -> accepted(ctx, export));
    }

    private static Future<Void> accepted(RoutingContext ctx, Export export) {
        ctx.response().putHeader("Location", API + "/" + export.id());
        return Json.send(ctx, 202, json(export));
    }

    static Form form(@Nullable String given) {
        if ("csv".equals(given)) {
            return Form.CSV;
        }
        if ("zip".equals(given)) {
            return Form.ZIP;
        }
        throw Problem.badField("form", "The field form must be csv or zip.");
    }

    private static boolean flag(JsonNode body, String field) {
        if (body.has(field) && !body.path(field).isBoolean()) {
            throw Problem.badField(field, "The field " + field + " is true or false.");
        }
        return body.path(field).asBoolean();
    }

    private static @Nullable String text(JsonNode body, String field) {
        if (body.hasNonNull(field) && !body.path(field).isTextual()) {
            throw Problem.badField(field, "The field " + field + " must be text.");
        }
        return body.path(field).asText(null);
    }

    private Future<Void> one(RoutingContext ctx) {
        SessionGate.administrator(ctx);
        return exports.one(id(ctx)).compose(export -> Json.send(ctx, 200, json(export)));
    }

    private Future<Void> delete(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        return exports.delete(id(ctx), session.learner())
                .compose(done -> ctx.response().setStatusCode(204).end());
    }

    private Future<Void> resume(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        return exports.resume(id(ctx), session.learner()).compose(export -> accepted(ctx, export));
    }

    static UUID id(RoutingContext ctx) {
        return Ids.parse(ctx.pathParam("export")).orElseThrow(Problem::notFound);
    }

    private static ObjectNode json(Export export) {
        ObjectNode json = Json.object()
                .put("id", export.id().toString())
                .put("form", ExportStore.word(export.wish().form()))
                .put("certificates", export.wish().certificates())
                .put("state", ExportStore.word(export.state()))
                .put("reason", export.reason() == null ? null : ExportStore.word(export.reason()))
                .put("records", export.records())
                .put("done", export.done())
                .put("bytes", export.bytes())
                .put("askedBy", export.askedByName())
                .put("createdAt", export.createdAt().toString())
                .put("finishedAt", text(export.finishedAt()))
                .put("expiresAt", export.expiresAt().toString());
        ObjectNode filter = json.putObject("filter");
        export.wish().filter().fields().forEach(filter::put);
        return json;
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    /** The file, for an administrator's page or program. */
    static Future<Void> file(RoutingContext ctx, RecordExports exports) {
        Session session = SessionGate.administrator(ctx);
        return exports.ready(id(ctx)).compose(export -> {
            HttpServerResponse response = ctx.response();
            boolean zip = export.wish().form() == Form.ZIP;
            if (zip) {
                response.putHeader("Content-Encoding", "identity");
            }
            String day = export.createdAt().toString().substring(0, 10);
            response.setChunked(true)
                    .putHeader("Content-Type", zip ? "application/zip" : "text/csv; charset=utf-8")
                    .putHeader(
                            "Content-Disposition",
                            "attachment; filename=\"waymark-records-" + day + (zip ? ".zip\"" : ".csv\""));
            return exports.send(export, session.learner(), bytes -> write(response, bytes, 0))
                    .compose(sent -> response.end());
        });
    }

    /** In pieces, so that only who stops reading is given up, however slow the line is. */
    private static Future<Void> write(HttpServerResponse response, Buffer bytes, int from) {
        if (from >= bytes.length()) {
            return Future.succeededFuture();
        }
        int to = Math.min(bytes.length(), from + PIECE);
        return response.write(bytes.slice(from, to))
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .compose(written -> write(response, bytes, to));
    }
}
