package dev.waymark.server.team;

import dev.waymark.server.progress.DueDates;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Routes;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;

/** A manager's page of a team: who stands where. */
public final class TeamPageRoutes {
    private final Teams teams;
    private final Asking asking;
    private final Exports exports;
    private final DueDates dueDates;
    private final Pages pages;
    private final Clock clock;

    public TeamPageRoutes(Teams teams, Asking asking, Exports exports, DueDates dueDates, Pages pages, Clock clock) {
        this.teams = teams;
        this.asking = asking;
        this.exports = exports;
        this.dueDates = dueDates;
        this.pages = pages;
        this.clock = clock;
    }

    public void mount(Routes routes) {
        routes.get("/l/:launch/team").respond(this::team);
        routes.get("/l/:launch/team/progress.csv").respond(this::csv);
        routes.get("/l/:launch/team/progress.xlsx").respond(this::xlsx);
    }

    private Future<Void> csv(RoutingContext ctx) {
        return asking.page(ctx).compose(asked -> exports.csv(ctx, asked));
    }

    private Future<Void> xlsx(RoutingContext ctx) {
        return asking.page(ctx).compose(asked -> exports.xlsx(ctx, asked));
    }

    private Future<Void> team(RoutingContext ctx) {
        return asking.page(ctx).compose(asked -> {
            TeamLinks links = Asking.links(ctx, asked);
            TeamFilter filter = TeamFilter.read(ctx.request()::getParam, asked.edition());
            return teams.page(asked.team(), asked.edition(), filter)
                    .compose(page -> Future.all(
                                    teams.groups(asked.team()),
                                    dueDates.of(asked.team().context(), page.edition()))
                            .compose(all -> pages.send(
                                    ctx,
                                    "team/team.jte",
                                    new TeamPages(
                                                    pages.page(ctx, Place.TEAM).keeping(links.query()),
                                                    links,
                                                    page,
                                                    all.resultAt(1),
                                                    clock.instant())
                                            .view(all.resultAt(0)))));
        });
    }
}
