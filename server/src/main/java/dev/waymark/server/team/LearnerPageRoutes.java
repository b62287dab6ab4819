package dev.waymark.server.team;

import dev.waymark.server.editions.PlacedAsset;
import dev.waymark.server.progress.Progress;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Redirect;
import dev.waymark.server.web.Routes;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One learner, for a manager: what they did, and verifying it. */
public final class LearnerPageRoutes {
    private final Teams teams;
    private final Asking asking;
    private final Progress progress;
    private final Verifications verifications;
    private final Pages pages;
    private final Clock clock;

    public LearnerPageRoutes(
            Teams teams, Asking asking, Progress progress, Verifications verifications, Pages pages, Clock clock) {
        this.teams = teams;
        this.asking = asking;
        this.progress = progress;
        this.verifications = verifications;
        this.pages = pages;
        this.clock = clock;
    }

    public void mount(Routes routes) {
        routes.get("/l/:launch/team/learners/:learner").respond(this::show);
        routes.post("/l/:launch/team/learners/:learner/verification").respond(this::verify);
    }

    private static UUID learner(RoutingContext ctx) {
        return Ids.parse(ctx.pathParam("learner")).orElseThrow(Problem::notFound);
    }

    private Future<Void> show(RoutingContext ctx) {
        UUID learner = learner(ctx);
        return asking.page(ctx)
                .compose(asked -> teams.member(asked.team(), asked.edition(), learner)
                        .compose(member -> progress.overview(learner, asked.edition())
                                .compose(overview -> {
                                    TeamLinks links = Asking.links(ctx, asked);
                                    boolean oneself =
                                            learner.equals(asked.session().learner());
                                    LearnerPage view = new LearnerPage(
                                            pages.page(ctx, Place.TEAM).keeping(links.query()),
                                            links,
                                            asked.team(),
                                            member,
                                            overview,
                                            clock.instant());
                                    return pages.send(ctx, "team/learner.jte", view.view(oneself));
                                })));
    }

    private Future<Void> verify(RoutingContext ctx) {
        UUID learner = learner(ctx);
        MultiMap form = ctx.request().formAttributes();
        return asking.page(ctx).compose(asked -> {
            List<PlacedAsset> assets = form.getAll("asset").stream()
                    .distinct()
                    .map(id -> Ids.parse(id).flatMap(asked.edition()::asset).orElseThrow(Problem::notFound))
                    .toList();
            if (assets.isEmpty()) {
                throw Problem.badField("asset", "Choose at least one training.");
            }
            String reason = Optional.ofNullable(form.get("reason")).orElse("");
            boolean verified = !"false".equals(form.get("verified"));
            return verifications
                    .verifyAll(asked.session(), asked.team(), learner, asked.edition(), assets, verified, reason)
                    .compose(done -> Redirect.to(ctx, Asking.links(ctx, asked).learner(learner)));
        });
    }
}
