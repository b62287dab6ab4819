package dev.waymark.server.team;

import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.web.Json;
import dev.waymark.server.web.SessionGate;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** A team's progress for API clients: {@code /api/v1/contexts/{id}/…}. */
public final class TeamRoutes {
    private final Teams teams;
    private final Editions editions;

    public TeamRoutes(Teams teams, Editions editions) {
        this.teams = teams;
        this.editions = editions;
    }

    public void mount(Router router) {
        router.get("/api/v1/contexts/:context/progress").respond(this::progress);
    }

    private Future<Void> progress(RoutingContext ctx) {
        return asked(ctx).compose(asked -> {
            TeamFilter filter = TeamFilter.read(ctx.request()::getParam, asked.edition());
            return teams.page(asked.team(), asked.edition(), filter)
                    .compose(page -> Json.send(ctx, 200, TeamJson.of(page)));
        });
    }

    private record Asked(Team team, Edition edition) {}

    /** Rights first: who may not see the team learns nothing about modules. */
    private Future<Asked> asked(RoutingContext ctx) {
        return teams.of(SessionGate.of(ctx), ctx.pathParam("context"))
                .compose(team -> editions.wanted(ctx.request().getParam("module"))
                        .map(edition -> new Asked(team, edition)));
    }
}
