package dev.waymark.server.team;

import dev.waymark.server.editions.Editions;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Page;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Routes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Cells of an open page as they change: a stream of server-sent events, and the same asked for once.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
public final class LiveRoutes {
    /** Then the browser connects again, and proves its session again. */
    private static final long LIFE_MILLIS = 10 * 60_000L;

    private static final int MOST_SHOWN = 100;
    private final Vertx vertx;
    private final Live live;
    private final Teams teams;
    private final Editions editions;
    private final Asking asking;
    private final Pages pages;

    public LiveRoutes(Vertx vertx, Live live, Teams teams, Editions editions, Asking asking, Pages pages) {
        this.vertx = vertx;
        this.live = live;
        this.teams = teams;
        this.editions = editions;
        this.asking = asking;
        this.pages = pages;
    }

    public void mount(Routes routes) {
        routes.get("/l/:launch/team/changes").respond(this::changes);
        routes.get("/l/:launch/team/events").handler(this::events);
    }

    private Future<Void> changes(RoutingContext ctx) {
        List<UUID> shown = shown(ctx);
        return asking.page(ctx)
                .compose(asked -> cells(ctx, asked, shown)
                        .compose(html -> ctx.response()
                                .putHeader("Content-Type", "text/html; charset=utf-8")
                                .end(html)));
    }

    private void events(RoutingContext ctx) {
        List<UUID> shown = shown(ctx);
        if (live.full()) {
            throw Problem.of(429, "busy", "Too many pages are open here. The figures are read now and then instead.");
        }
        asking.page(ctx).onSuccess(asked -> open(ctx, asked, shown)).onFailure(ctx::fail);
    }

    private void open(RoutingContext ctx, Asking.Asked asked, List<UUID> shown) {
        HttpServerResponse response = ctx.response();
        LiveStream stream = new LiveStream(
                asked.team().context(), Set.copyOf(shown), response, learners -> cells(ctx, asked, learners));
        long end = vertx.setTimer(LIFE_MILLIS, timer -> stream.close());
        response.endHandler(ended -> forget(stream, end));
        response.closeHandler(closed -> forget(stream, end));
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Content-Encoding", "identity")
                .putHeader("X-Accel-Buffering", "no");
        live.add(stream);
        response.write("retry: 2000\n\n")
                .compose(begun -> sinceThePage(ctx, asked, shown))
                .onSuccess(stream::changed)
                .onFailure(failure -> stream.close());
    }

    /** Who was active after the page was made and before this stream began. */
    private Future<List<UUID>> sinceThePage(RoutingContext ctx, Asking.Asked asked, List<UUID> shown) {
        String since = Asking.parameter(ctx, "since");
        Instant made = Instant.ofEpochMilli(since != null && since.matches("\\d{1,15}") ? Long.parseLong(since) : 0);
        return teams.among(asked.team(), asked.edition(), shown)
                .map(members -> members.stream()
                        .filter(member -> member.lastActivityAt() != null
                                && member.lastActivityAt().isAfter(made))
                        .map(Member::id)
                        .toList());
    }

    private void forget(LiveStream stream, long timer) {
        live.remove(stream);
        vertx.cancelTimer(timer);
    }

    private Future<Buffer> cells(RoutingContext ctx, Asking.Asked asked, List<UUID> learners) {
        Page page = pages.page(ctx, Place.TEAM);
        TeamLinks links = Asking.links(ctx, asked);
        return editions.of(asked.edition().slug())
                .compose(edition -> teams.among(asked.team(), edition, learners).map(members -> {
                    List<CellsView.Change> changes = members.stream()
                            .flatMap(member -> edition.cells().stream()
                                    .map(cell -> new CellsView.Change(
                                            TeamPages.heat(member, cell, links),
                                            member.id().toString(),
                                            member.percent())))
                            .toList();
                    return pages.render("team/cells.jte", new CellsView(page, changes));
                }));
    }

    private static List<UUID> shown(RoutingContext ctx) {
        String ids = Asking.parameter(ctx, "learners");
        List<UUID> shown = ids == null
                ? List.of()
                : Arrays.stream(ids.split(","))
                        .map(id -> Ids.parse(id)
                                .orElseThrow(() -> Problem.badField("learners", "The field learners holds no ids.")))
                        .distinct()
                        .toList();
        if (shown.size() > MOST_SHOWN) {
            throw Problem.badField("learners", "The field learners names more than " + MOST_SHOWN + ".");
        }
        return shown;
    }
}
