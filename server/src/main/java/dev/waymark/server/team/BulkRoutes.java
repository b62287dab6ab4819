package dev.waymark.server.team;

import dev.waymark.server.editions.Cell;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.PlacedAsset;
import dev.waymark.server.progress.Lines;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Page;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Verifying several learners' trainings of several levels at once, for one reason. */
public final class BulkRoutes {
    private static final int MOST = 1000;
    private static final String PATH = "/verification";
    private final Teams teams;
    private final Asking asking;
    private final Verifications verifications;
    private final Pages pages;

    public BulkRoutes(Teams teams, Asking asking, Verifications verifications, Pages pages) {
        this.teams = teams;
        this.asking = asking;
        this.verifications = verifications;
        this.pages = pages;
    }

    public void mount(Router router) {
        router.get("/l/:launch/team/verification").respond(this::choose);
        router.post("/l/:launch/team/verification").respond(this::verify);
    }

    private Future<Void> choose(RoutingContext ctx) {
        return asking.page(ctx).compose(asked -> choose(ctx, asked, null));
    }

    /** @param problem the key of a text that says why nothing was changed */
    private Future<Void> choose(RoutingContext ctx, Asking.Asked asked, @Nullable String problem) {
        TeamFilter filter = TeamFilter.read(ctx.queryParams()::get, asked.edition());
        TeamLinks links = Asking.links(ctx, asked);
        Page page = pages.page(ctx, Place.TEAM).keeping(links.query());
        ctx.response().setStatusCode(problem == null ? 200 : 400);
        return teams.page(asked.team(), asked.edition(), filter)
                .compose(team -> pages.send(ctx, "team/bulk.jte", view(page, links, team, asked, problem)));
    }

    private static BulkView view(
            Page page, TeamLinks links, TeamPage team, Asking.Asked asked, @Nullable String problem) {
        return new BulkView(
                page,
                asked.team().name(),
                team.edition().module().title(),
                links.to(PATH),
                links.to(""),
                MOST,
                problem == null ? null : page.texts().get(problem),
                environments(team),
                team.members().stream()
                        .map(member -> new BulkView.Row(
                                member.id().toString(),
                                member.name(),
                                member.percent(),
                                member.id().equals(asked.session().learner())))
                        .toList(),
                InsightRoutes.paging(team, links, PATH));
    }

    private static List<BulkView.Environment> environments(TeamPage team) {
        Lines lines = Lines.of(team.edition());
        Map<String, List<BulkView.Level>> levels = new LinkedHashMap<>();
        for (Cell cell : TeamPages.cells(team.edition(), team.filter())) {
            levels.computeIfAbsent(cell.environment(), key -> new ArrayList<>())
                    .add(new BulkView.Level(cell.index(), cell.level(), cell.total()));
        }
        return levels.entrySet().stream()
                .map(entry -> new BulkView.Environment(
                        lines.name(entry.getKey()), lines.number(entry.getKey()), entry.getValue()))
                .toList();
    }

    private Future<Void> verify(RoutingContext ctx) {
        MultiMap form = ctx.request().formAttributes();
        return asking.page(ctx).compose(asked -> {
            TeamLinks links = Asking.links(ctx, asked);
            List<PlacedAsset> assets = assets(form, asked.edition());
            List<UUID> learners = learners(form);
            if (assets.isEmpty() || learners.isEmpty()) {
                return choose(ctx, asked, "bulk.problem.choice");
            }
            if ((long) learners.size() * assets.size() > MOST) {
                return choose(ctx, asked, "bulk.problem.many");
            }
            String reason = Optional.ofNullable(form.get("reason")).orElse("");
            boolean verified = !"false".equals(form.get("verified"));
            return verifications
                    .verifyEach(asked.session(), asked.team(), learners, asked.edition(), assets, verified, reason)
                    .compose(done -> pages.send(
                            ctx,
                            "team/verified.jte",
                            result(pages.page(ctx, Place.TEAM).keeping(links.query()), links, asked, done, verified)));
        });
    }

    private static List<PlacedAsset> assets(MultiMap form, Edition edition) {
        Set<String> chosen = Set.copyOf(form.getAll("cell"));
        Set<String> known = edition.cells().stream()
                .map(cell -> Integer.toString(cell.index()))
                .collect(Collectors.toSet());
        if (!known.containsAll(chosen)) {
            throw Problem.badField("cell", "The module has no such level.");
        }
        return edition.assets().stream()
                .filter(asset -> chosen.contains(Integer.toString(asset.cell())))
                .toList();
    }

    private static List<UUID> learners(MultiMap form) {
        List<String> chosen = form.contains("everyone") ? form.getAll("listed") : form.getAll("learner");
        return chosen.stream()
                .distinct()
                .map(id -> Ids.parse(id).orElseThrow(Problem::notFound))
                .toList();
    }

    private static BulkResultView result(
            Page page, TeamLinks links, Asking.Asked asked, List<Verifications.Done> done, boolean verified) {
        return new BulkResultView(
                page,
                asked.team().name(),
                links.to(""),
                links.to(PATH),
                done.stream()
                        .map(each -> new BulkResultView.Row(
                                each.name(),
                                each.refused() == BulkResultView.Refused.GONE ? null : links.learner(each.learner()),
                                each.trainings(),
                                verified,
                                each.refused()))
                        .toList());
    }
}
