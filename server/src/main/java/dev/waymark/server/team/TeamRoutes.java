package dev.waymark.server.team;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.progress.Progress;
import dev.waymark.server.progress.ProgressJson;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Json;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.Session;
import dev.waymark.server.web.SessionGate;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/** A team's progress for API clients: {@code /api/v1/contexts/{id}/…}. */
public final class TeamRoutes {
    private final Teams teams;
    private final Asking asking;
    private final Exports exports;
    private final Verifications verifications;
    private final Editions editions;

    public TeamRoutes(Teams teams, Asking asking, Exports exports, Verifications verifications, Editions editions) {
        this.teams = teams;
        this.asking = asking;
        this.exports = exports;
        this.verifications = verifications;
        this.editions = editions;
    }

    public void mount(Routes routes) {
        routes.get("/api/v1/contexts/:context/progress").respond(this::progress);
        routes.get("/api/v1/contexts/:context/progress.csv").respond(this::csv);
        routes.get("/api/v1/contexts/:context/progress.xlsx").respond(this::xlsx);
        routes.put("/api/v1/contexts/:context/learners/:learner/assets/:asset/verification")
                .respond(this::verify);
    }

    private Future<Void> progress(RoutingContext ctx) {
        return asking.api(ctx).compose(asked -> {
            TeamFilter filter = TeamFilter.read(ctx.request()::getParam, asked.edition());
            return teams.page(asked.team(), asked.edition(), filter)
                    .compose(page -> Json.send(ctx, 200, TeamJson.of(page)));
        });
    }

    private Future<Void> csv(RoutingContext ctx) {
        return asking.api(ctx).compose(asked -> exports.csv(ctx, asked));
    }

    private Future<Void> xlsx(RoutingContext ctx) {
        return asking.api(ctx).compose(asked -> exports.xlsx(ctx, asked));
    }

    private Future<Void> verify(RoutingContext ctx) {
        Session session = SessionGate.of(ctx);
        UUID learner = id(ctx, "learner");
        UUID asset = id(ctx, "asset");
        return teams.of(session, ctx.pathParam("context")).compose(team -> {
            JsonNode body = Json.body(ctx);
            boolean verified = verified(body.path("verified"));
            String reason = reason(body.path("reason"));
            return editions.asset(asset)
                    .compose(found -> verifications.verify(
                            session, team, learner, found.edition(), found.asset(), verified, reason))
                    .compose(ticked -> Json.send(ctx, 200, figures(learner, ticked)));
        });
    }

    private static ObjectNode figures(UUID learner, Progress.Ticked ticked) {
        return ProgressJson.of(ticked.edition(), ticked.standing())
                .put("learner", learner.toString())
                .put("state", ticked.standing().state().text());
    }

    private static UUID id(RoutingContext ctx, String name) {
        return Ids.parse(ctx.pathParam(name)).orElseThrow(Problem::notFound);
    }

    private static boolean verified(JsonNode node) {
        if (!node.isBoolean()) {
            throw Problem.badField("verified", "The field verified must be true or false.");
        }
        return node.asBoolean();
    }

    private static String reason(JsonNode node) {
        if (!node.isTextual()) {
            throw Problem.badField("reason", "The field reason must say in words why.");
        }
        return node.asText();
    }
}
