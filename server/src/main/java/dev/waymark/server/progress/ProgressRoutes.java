package dev.waymark.server.progress;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.editions.LinkScope;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Json;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.Session;
import dev.waymark.server.web.SessionGate;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A learner's own progress: {@code /api/v1/me/…}. */
public final class ProgressRoutes {
    private final Progress progress;
    private final Editions editions;
    private final Function<Session, Future<LinkScope>> scopes;

    public ProgressRoutes(Progress progress, Editions editions, Function<Session, Future<LinkScope>> scopes) {
        this.progress = progress;
        this.editions = editions;
        this.scopes = scopes;
    }

    public void mount(Routes routes) {
        routes.get("/api/v1/me/progress").respond(this::show);
        routes.put("/api/v1/me/assets/:asset").respond(this::change);
    }

    private Future<Void> show(RoutingContext ctx) {
        Session session = SessionGate.of(ctx);
        return wanted(ctx.request().getParam("module"), session)
                .compose(edition -> progress.overview(session.learner(), edition))
                .compose(overview -> Json.send(ctx, 200, ProgressJson.of(overview)));
    }

    /** The module that was named; else the one the session's link opens; else the only one. */
    private Future<Edition> wanted(@Nullable String slug, Session session) {
        return slug != null
                ? editions.of(slug)
                : scopes.apply(session).compose(scope -> editions.wanted(scope.module()));
    }

    private Future<Void> change(RoutingContext ctx) {
        Session session = SessionGate.of(ctx);
        JsonNode body = Json.body(ctx);
        AssetState state = state(body.path("state"));
        String note = text(body, "note", Submission.LONGEST_NOTE);
        String evidence = Submission.link(text(body, "evidence", Submission.LONGEST_LINK));
        return find(ctx.pathParam("asset"))
                .compose(found -> progress.tick(
                                found.edition(),
                                found.asset(),
                                new Tick(
                                        session.learner(),
                                        session.launch(),
                                        found.asset().id(),
                                        state,
                                        note,
                                        null,
                                        evidence))
                        .compose(ticked -> answer(ctx, state, ticked)));
    }

    private Future<Editions.Found> find(String id) {
        return Ids.parse(id).map(editions::asset).orElseGet(() -> Future.failedFuture(Problem.notFound()));
    }

    private static Future<Void> answer(RoutingContext ctx, AssetState asked, Progress.Ticked ticked) {
        if (ticked.standing().state() == AssetState.VERIFIED && asked == AssetState.NONE) {
            return Future.failedFuture(
                    Problem.of(409, "verified", "This was verified by a manager, so only a manager can take it back."));
        }
        return Json.send(ctx, 200, ProgressJson.of(ticked.edition(), ticked.standing()));
    }

    private static AssetState state(JsonNode node) {
        return AssetState.asked(node.asText(""))
                .filter(state -> node.isTextual())
                .orElseThrow(() -> Problem.badField("state", "The field state must be none, opened or completed."));
    }

    private static @Nullable String text(JsonNode body, String field, int longest) {
        JsonNode node = body.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            throw Problem.badField(field, "The field " + field + " must be text.");
        }
        return Submission.text(field, node.asText(), longest);
    }
}
