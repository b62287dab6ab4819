package dev.waymark.server.team;

import dev.waymark.server.web.Json;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** A team's progress for API clients: {@code /api/v1/contexts/{id}/…}. */
public final class TeamRoutes {
    private final Teams teams;
    private final Asking asking;

    public TeamRoutes(Teams teams, Asking asking) {
        this.teams = teams;
        this.asking = asking;
    }

    public void mount(Router router) {
        router.get("/api/v1/contexts/:context/progress").respond(this::progress);
    }

    private Future<Void> progress(RoutingContext ctx) {
        return asking.api(ctx).compose(asked -> {
            TeamFilter filter = TeamFilter.read(ctx.request()::getParam, asked.edition());
            return teams.page(asked.team(), asked.edition(), filter)
                    .compose(page -> Json.send(ctx, 200, TeamJson.of(page)));
        });
    }
}
