package dev.waymark.server.team;

import dev.waymark.server.editions.Cell;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.PlacedAsset;
import dev.waymark.server.nudges.Hindrance;
import dev.waymark.server.nudges.Nudges;
import dev.waymark.server.progress.Lines;
import dev.waymark.server.progress.NextUp;
import dev.waymark.server.web.Page;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.PagingView;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Routes;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What stands behind a team's figures: one cell, the stalled, the gaps, the charts. */
public final class InsightRoutes {
    private static final int STRONG_PERCENT = 75;
    private static final int CHARTED_DAYS = 90;
    private final Pool pool;
    private final InsightStore store = new InsightStore();
    private final Teams teams;
    private final Asking asking;
    private final Nudges nudges;
    private final Pages pages;
    private final Clock clock;

    public InsightRoutes(Pool pool, Teams teams, Asking asking, Nudges nudges, Pages pages, Clock clock) {
        this.pool = pool;
        this.teams = teams;
        this.asking = asking;
        this.nudges = nudges;
        this.pages = pages;
        this.clock = clock;
    }

    public void mount(Routes routes) {
        routes.get("/l/:launch/team/cells/:environment/:level").respond(this::cell);
        routes.get("/l/:launch/team/stalled").respond(this::stalled);
        routes.get("/l/:launch/team/bridge").respond(this::bridge);
        routes.get("/l/:launch/team/charts").respond(this::charts);
    }

    private Page page(RoutingContext ctx, Place place, TeamLinks links) {
        return pages.page(ctx, place).keeping(links.query());
    }

    private static TeamFilter filter(RoutingContext ctx, @Nullable Wanted status, TeamView.Order order) {
        String after = Asking.parameter(ctx, "after");
        return new TeamFilter(null, status, null, order, after == null ? null : Cursor.parse(after));
    }

    private Future<Void> cell(RoutingContext ctx) {
        return asking.page(ctx).compose(asked -> {
            Cell cell = cell(asked.edition(), ctx.pathParam("environment"), ctx.pathParam("level"));
            List<PlacedAsset> assets = asked.edition().assets().stream()
                    .filter(asset -> asset.cell() == cell.index())
                    .toList();
            List<UUID> ids = assets.stream().map(PlacedAsset::id).toList();
            return teams.page(asked.team(), asked.edition(), filter(ctx, null, TeamView.Order.NAME))
                    .compose(team -> Future.all(
                                    store.assets(pool, asked.team(), team.edition(), ids.toArray(UUID[]::new)),
                                    store.states(pool, ids(team.members()), ids))
                            .compose(all -> {
                                TeamLinks links = Asking.links(ctx, asked);
                                CellPages views =
                                        new CellPages(page(ctx, Place.TEAM, links), links, team, cell, assets);
                                return pages.send(ctx, "team/cell.jte", views.view(all.resultAt(0), all.resultAt(1)));
                            }));
        });
    }

    private static Cell cell(Edition edition, String environment, String level) {
        return edition.cells().stream()
                .filter(cell -> cell.environment().equals(environment)
                        && Integer.toString(cell.level()).equals(level))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    private static List<UUID> ids(List<Member> members) {
        return members.stream().map(Member::id).toList();
    }

    private Future<Void> stalled(RoutingContext ctx) {
        return asking.page(ctx)
                .compose(asked -> teams.page(
                                asked.team(), asked.edition(), filter(ctx, Wanted.STALLED, TeamView.Order.RISK))
                        .compose(team -> Future.all(
                                        store.places(pool, team.edition(), ids(team.members())),
                                        nudges.on(asked.team().context(), team.edition()),
                                        nudges.hindrance())
                                .compose(all -> {
                                    Map<UUID, InsightStore.Place> places = all.resultAt(0);
                                    TeamLinks links = Asking.links(ctx, asked);
                                    StalledView view = new StalledView(
                                            page(ctx, Place.STALLED, links),
                                            asked.team().name(),
                                            team.totals().days(),
                                            team.members().stream()
                                                    .map(member -> stalled(member, team.edition(), places, links))
                                                    .toList(),
                                            paging(team, links, "/stalled"),
                                            nudge(asked.team(), all.resultAt(1), all.resultAt(2), links));
                                    return pages.send(ctx, "team/stalled.jte", view);
                                })));
    }

    /** A mentor, who sees some, decides nothing for all. */
    private StalledView.@Nullable Nudge nudge(Team team, boolean on, Optional<Hindrance> hindrance, TeamLinks links) {
        return team.mentees() == null
                ? new StalledView.Nudge(on, hindrance.orElse(null), links.to("/nudge"), links.to("/nudge/preview"))
                : null;
    }

    private StalledView.Row stalled(
            Member member, Edition edition, Map<UUID, InsightStore.Place> places, TeamLinks links) {
        Instant last = member.lastActivityAt() == null ? clock.instant() : member.lastActivityAt();
        InsightStore.Place place = places.get(member.id());
        String next = place == null
                ? null
                : NextUp.of(edition, place.path(), place.done())
                        .map(PlacedAsset::title)
                        .orElse(null);
        return new StalledView.Row(
                member.name(),
                links.learner(member.id()),
                member.percent(),
                last.toString(),
                (int) Duration.between(last, clock.instant()).toDays(),
                next);
    }

    static PagingView paging(TeamPage team, TeamLinks links, String path) {
        Cursor previous = team.previous();
        Cursor next = team.next();
        return new PagingView(
                team.members().isEmpty() ? 0 : team.before() + 1,
                team.before() + team.members().size(),
                team.totals().matching(),
                previous == null ? null : links.to(path, Map.of("after", previous.text())),
                next == null ? null : links.to(path, Map.of("after", next.text())));
    }

    private Future<Void> bridge(RoutingContext ctx) {
        return asking.page(ctx)
                .compose(asked -> teams.page(asked.team(), asked.edition(), TeamFilter.EVERYBODY)
                        .compose(team -> {
                            TeamLinks links = Asking.links(ctx, asked);
                            List<Future<BridgeView.Gap>> gaps = team.edition().paths().stream()
                                    .filter(path -> path.size() > 1)
                                    .map(path -> gap(asked.team(), team.edition(), path, links))
                                    .toList();
                            return Future.all(gaps)
                                    .compose(all -> pages.send(
                                            ctx,
                                            "team/bridge.jte",
                                            new BridgeView(
                                                    page(ctx, Place.BRIDGE, links),
                                                    asked.team().name(),
                                                    STRONG_PERCENT,
                                                    gaps.stream()
                                                            .map(Future::result)
                                                            .toList())));
                        }));
    }

    private Future<BridgeView.Gap> gap(Team team, Edition edition, List<String> path, TeamLinks links) {
        String from = path.get(0);
        String to = path.get(1);
        Lines lines = Lines.of(edition);
        return store.gap(pool, team, edition, from, to, STRONG_PERCENT)
                .map(gap -> new BridgeView.Gap(
                        lines.name(from),
                        lines.name(to),
                        lines.number(from),
                        gap.learners(),
                        gap.people().stream()
                                .map(person -> new BridgeView.Row(
                                        person.name(),
                                        links.learner(person.id()),
                                        person.done(),
                                        InsightStore.total(edition, from),
                                        InsightStore.total(edition, to)))
                                .toList()));
    }

    private Future<Void> charts(RoutingContext ctx) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate since = today.minusDays(CHARTED_DAYS - 1);
        return asking.page(ctx)
                .compose(asked -> insights(asked, since).compose(insights -> {
                    TeamLinks links = Asking.links(ctx, asked);
                    return pages.send(
                            ctx,
                            "team/charts.jte",
                            insights.view(page(ctx, Place.CHARTS, links), asked.team(), links, since, today));
                }));
    }

    private Future<Insights> insights(Asking.Asked asked, LocalDate since) {
        return teams.page(asked.team(), asked.edition(), TeamFilter.EVERYBODY).compose(team -> {
            Edition edition = team.edition();
            return Future.all(
                            store.cells(pool, asked.team(), edition),
                            store.days(pool, asked.team(), edition, since),
                            store.versions(pool, edition),
                            store.assets(pool, asked.team(), edition, null))
                    .map(all -> new Insights(
                            edition,
                            team.totals().learners(),
                            all.resultAt(0),
                            all.resultAt(1),
                            all.resultAt(2),
                            all.resultAt(3)));
        });
    }
}
