package dev.waymark.server.team;

import dev.waymark.server.editions.Cell;
import dev.waymark.server.progress.Lines;
import dev.waymark.server.web.Page;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.Session;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Verifying several learners' trainings of several levels at once, for one reason. */
public final class BulkRoutes {
    private static final String PATH = "/verification";
    private static final List<String> FILTERS = List.of("group", "status", "environment", "sort", "after");
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

    public void mount(Routes routes) {
        routes.get("/l/:launch/team/verification").respond(this::choose);
        routes.post("/l/:launch/team/verification").respond(this::verify);
    }

    private Future<Void> choose(RoutingContext ctx) {
        return asking.page(ctx).compose(asked -> choose(ctx, asked, BulkChoice.NOTHING, null));
    }

    private Future<Void> choose(
            RoutingContext ctx, Asking.Asked asked, BulkChoice choice, BulkView.@Nullable Wrong wrong) {
        TeamFilter filter = TeamFilter.read(ctx.queryParams()::get, asked.edition());
        TeamLinks links = Asking.links(ctx, asked);
        Page page = pages.page(ctx, Place.TEAM).keeping(links.query());
        ctx.response().setStatusCode(wrong == null ? 200 : 400);
        return teams.page(asked.team(), asked.edition(), filter)
                .compose(team -> pages.send(
                        ctx,
                        "team/bulk.jte",
                        view(page, links, filtered(ctx, links), team, asked.session(), choice, wrong)));
    }

    /** The same people once more, when the form comes back. */
    private static TeamLinks filtered(RoutingContext ctx, TeamLinks links) {
        Map<String, String> all = new LinkedHashMap<>(links.kept());
        for (String name : FILTERS) {
            String value = ctx.queryParams().get(name);
            if (value != null && !value.isEmpty()) {
                all.put(name, value);
            }
        }
        return new TeamLinks(links.base(), all);
    }

    private static BulkView view(
            Page page,
            TeamLinks links,
            TeamLinks filtered,
            TeamPage team,
            Session session,
            BulkChoice choice,
            BulkView.@Nullable Wrong wrong) {
        return new BulkView(
                page,
                team.team().name(),
                team.edition().module().title(),
                filtered.to(PATH),
                links.to(""),
                BulkChoice.most(),
                wrong,
                choice.everyone(),
                choice.reason(),
                environments(team, choice),
                team.members().stream()
                        .map(member -> new BulkView.Row(
                                member.id().toString(),
                                member.name(),
                                member.percent(),
                                member.id().equals(session.learner()),
                                !choice.everyone() && choice.learners().contains(member.id())))
                        .toList(),
                InsightRoutes.paging(team, filtered, PATH));
    }

    private static List<BulkView.Environment> environments(TeamPage team, BulkChoice choice) {
        Lines lines = Lines.of(team.edition());
        Map<String, List<BulkView.Level>> levels = new LinkedHashMap<>();
        for (Cell cell : TeamPages.cells(team.edition(), team.filter())) {
            levels.computeIfAbsent(cell.environment(), key -> new ArrayList<>())
                    .add(new BulkView.Level(
                            cell.index(),
                            cell.level(),
                            cell.total(),
                            choice.cells().contains(cell.index())));
        }
        return levels.entrySet().stream()
                .map(entry -> new BulkView.Environment(
                        lines.name(entry.getKey()), lines.number(entry.getKey()), entry.getValue()))
                .toList();
    }

    private Future<Void> verify(RoutingContext ctx) {
        MultiMap form = ctx.request().formAttributes();
        return asking.page(ctx).compose(asked -> {
            BulkChoice choice = BulkChoice.read(form, asked.edition());
            Optional<BulkView.Wrong> wrong = choice.wrong(asked.edition());
            boolean verified = !"false".equals(form.get("verified"));
            return wrong.isPresent()
                    ? choose(ctx, asked, choice, wrong.get())
                    : verifications
                            .verifyEach(
                                    asked.session(),
                                    asked.team(),
                                    choice.learners(),
                                    asked.edition(),
                                    choice.assets(asked.edition()),
                                    verified,
                                    choice.reason())
                            .compose(done -> told(ctx, asked, done, verified));
        });
    }

    private Future<Void> told(RoutingContext ctx, Asking.Asked asked, List<Verifications.Done> done, boolean verified) {
        TeamLinks links = Asking.links(ctx, asked);
        Page page = pages.page(ctx, Place.TEAM).keeping(links.query());
        return pages.send(ctx, "team/verified.jte", result(page, links, asked, done, verified));
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
