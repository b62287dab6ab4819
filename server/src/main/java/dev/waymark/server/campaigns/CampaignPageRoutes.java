package dev.waymark.server.campaigns;

import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.progress.Due;
import dev.waymark.server.team.HolderStore;
import dev.waymark.server.web.Csv;
import dev.waymark.server.web.Days;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Listing;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Redirect;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.Session;
import dev.waymark.server.web.SessionGate;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks for records to be renewed, shows whom that concerns before it begins, and follows it. */
public final class CampaignPageRoutes {
    private static final List<String> FIELDS = List.of("day", "zone", "title", "message", "days");
    private static final int PATIENCE_SECONDS = 30;
    private final Campaigns campaigns;
    private final Editions editions;
    private final Pages pages;

    public CampaignPageRoutes(Campaigns campaigns, Editions editions, Pages pages) {
        this.campaigns = campaigns;
        this.editions = editions;
        this.pages = pages;
    }

    public void mount(Routes routes) {
        String all = "/l/:launch/admin/modules/:slug/recertification";
        routes.get(all).respond(ctx -> list(ctx, null));
        routes.post(all + "/form").respond(ctx -> list(ctx, null));
        routes.post(all + "/preview").respond(ctx -> orList(ctx, () -> confirm(ctx)));
        routes.post(all).respond(ctx -> orList(ctx, () -> start(ctx)));
        routes.get(all + "/:id").respond(ctx -> show(ctx, null));
        routes.get(all + "/:id/open.csv").respond(this::csv);
        routes.post(all + "/:id").respond(ctx -> orShow(ctx, () -> change(ctx)));
        routes.post(all + "/:id/remind").respond(ctx -> orShow(ctx, () -> remind(ctx)));
        routes.post(all + "/:id/cancel").respond(ctx -> orShow(ctx, () -> cancel(ctx)));
    }

    private Future<CampaignPages> of(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        String base = "/l/" + session.launch() + "/admin/modules/" + ctx.pathParam("slug");
        return editions.of(ctx.pathParam("slug"))
                .map(edition -> new CampaignPages(pages.page(ctx, Place.MODULES), base, edition));
    }

    private Future<Void> list(RoutingContext ctx, @Nullable String notice) {
        return of(ctx).compose(views -> Future.all(campaigns.of(views.edition()), campaigns.concerned(views.edition()))
                .compose(read -> pages.send(
                        ctx,
                        "campaigns/campaigns.jte",
                        views.list(read.resultAt(0), read.resultAt(1), fields(ctx), notice))));
    }

    /** What was typed, so that it is not lost. */
    private static Map<String, String> fields(RoutingContext ctx) {
        MultiMap form = ctx.request().formAttributes();
        Map<String, String> fields = new LinkedHashMap<>();
        FIELDS.forEach(field -> fields.put(field, form.contains(field) ? form.get(field) : ""));
        if (!form.contains("days")) {
            fields.put("days", CampaignPages.text(Plan.USUAL_DAYS));
        }
        return fields;
    }

    private Future<Void> confirm(RoutingContext ctx) {
        return of(ctx).compose(views -> {
            Plan plan = plan(ctx);
            return campaigns
                    .tried(views.edition(), plan)
                    .compose(
                            lines -> pages.send(ctx, "campaigns/confirm.jte", views.confirm(plan, lines, fields(ctx))));
        });
    }

    private Future<Void> start(RoutingContext ctx) {
        return of(ctx).compose(views -> campaigns
                .start(views.edition().slug(), plan(ctx), actor(ctx))
                .compose(campaign -> Redirect.to(ctx, views.one(campaign))));
    }

    private static Plan plan(RoutingContext ctx) {
        Map<String, String> form = fields(ctx);
        ZoneId zone = Days.zone(form.get("zone"));
        return new Plan(
                deadline(form.get("day"), zone),
                zone,
                Plan.appeal(form.getOrDefault("title", ""), form.getOrDefault("message", "")),
                Plan.days(form.getOrDefault("days", "")));
    }

    private static @Nullable Instant deadline(@Nullable String day, ZoneId zone) {
        return Days.day("day", day).map(chosen -> Due.end(chosen, zone)).orElse(null);
    }

    private Future<Void> show(RoutingContext ctx, @Nullable String notice) {
        Future<CampaignPages> asking = of(ctx);
        Listing asked = Listing.of(ctx);
        return asking.compose(views -> campaigns
                .find(views.edition().slug(), id(ctx))
                .compose(campaign -> Future.all(
                                campaigns.figures(campaign),
                                campaigns.open(campaign, views.edition(), asked.skipped()),
                                campaigns.reminders(campaign))
                        .compose(read -> pages.send(
                                ctx,
                                "campaigns/campaign.jte",
                                views.one(
                                        campaign,
                                        read.resultAt(0),
                                        read.resultAt(1),
                                        read.resultAt(2),
                                        asked,
                                        notice)))));
    }

    /** One form says one thing: what it does not have stays as it is. */
    private Future<Void> change(RoutingContext ctx) {
        return of(ctx).compose(views -> campaigns
                .change(views.edition().slug(), id(ctx), changed(ctx.request().formAttributes()), actor(ctx))
                .compose(campaign -> Redirect.to(ctx, views.one(campaign))));
    }

    private static Change changed(MultiMap form) {
        ZoneId zone = Days.zone(form.get("zone"));
        Instant deadline = deadline(form.get("day"), zone);
        if (deadline == null && form.contains("day")) {
            throw Plan.undated();
        }
        return new Change(
                deadline,
                zone,
                form.get("title"),
                form.get("message"),
                form.contains("days") ? Plan.days(form.get("days")) : null);
    }

    private Future<Void> remind(RoutingContext ctx) {
        return of(ctx).compose(views -> campaigns
                .remind(views.edition().slug(), id(ctx), actor(ctx))
                .compose(campaign -> Redirect.to(ctx, views.one(campaign))));
    }

    private Future<Void> cancel(RoutingContext ctx) {
        return of(ctx).compose(views -> campaigns
                .cancel(views.edition().slug(), id(ctx), actor(ctx))
                .compose(done -> Redirect.to(ctx, views.all())));
    }

    private Future<Void> orList(RoutingContext ctx, Supplier<Future<Void>> asked) {
        return or(ctx, asked, notice -> list(ctx, notice));
    }

    private Future<Void> orShow(RoutingContext ctx, Supplier<Future<Void>> asked) {
        return or(ctx, asked, notice -> show(ctx, notice));
    }

    /** Does what was asked, or shows the page that it came from with the reason why not. */
    private static Future<Void> or(
            RoutingContext ctx, Supplier<Future<Void>> asked, Function<String, Future<Void>> page) {
        return Future.succeededFuture().compose(start -> asked.get()).recover(failure -> {
            if (failure instanceof Problem problem && (problem.status() == 400 || problem.status() == 409)) {
                ctx.response().setStatusCode(problem.status());
                return page.apply(problem.text());
            }
            return Future.failedFuture(failure);
        });
    }

    /** Everybody who has not renewed, sent as the rows come from the database. */
    private Future<Void> csv(RoutingContext ctx) {
        return of(ctx).compose(views -> campaigns
                .find(views.edition().slug(), id(ctx))
                .compose(campaign -> begin(ctx, views.edition())
                        .compose(begun -> campaigns.everyOpen(campaign, views.edition(), rows -> written(ctx, rows))))
                .compose(done -> ctx.response().end()));
    }

    private static Future<Void> begin(RoutingContext ctx, Edition edition) {
        HttpServerResponse response = ctx.response()
                .setChunked(true)
                .putHeader("Content-Type", "text/csv; charset=utf-8")
                .putHeader(
                        "Content-Disposition",
                        "attachment; filename=\"waymark-" + edition.slug() + "-recertification.csv\"");
        return response.write(Csv.lines(List.of(CampaignPages.header())));
    }

    private static Future<Void> written(RoutingContext ctx, List<HolderStore.Holder> rows) {
        return ctx.response().write(Csv.lines(CampaignPages.rows(rows))).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static String actor(RoutingContext ctx) {
        return SessionGate.of(ctx).learner().toString();
    }

    private static UUID id(RoutingContext ctx) {
        return Ids.parse(ctx.pathParam("id")).orElseThrow(Problem::notFound);
    }
}
