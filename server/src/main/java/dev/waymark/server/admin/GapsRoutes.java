package dev.waymark.server.admin;

import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.editions.PlacedAsset;
import dev.waymark.server.editions.drafts.Drafts;
import dev.waymark.server.editions.links.LinkCheck;
import dev.waymark.server.editions.links.LinkCheckStore;
import dev.waymark.server.editions.links.LinkChecker;
import dev.waymark.server.editions.links.WaiverStore;
import dev.waymark.server.editions.links.Waivers;
import dev.waymark.server.web.ChoiceView;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.Session;
import dev.waymark.server.web.SessionGate;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a module's page lacks, its dead links, and the decision to waive one. */
public final class GapsRoutes {
    private final Pool pool;
    private final Editions editions;
    private final Drafts drafts;
    private final LinkCheckStore checks;
    private final LinkChecker checker;
    private final WaiverStore waiverStore;
    private final Waivers waivers;
    private final Pages pages;

    public GapsRoutes(
            Pool pool,
            Editions editions,
            Drafts drafts,
            LinkCheckStore checks,
            LinkChecker checker,
            WaiverStore waiverStore,
            Waivers waivers,
            Pages pages) {
        this.pool = pool;
        this.editions = editions;
        this.drafts = drafts;
        this.checks = checks;
        this.checker = checker;
        this.waiverStore = waiverStore;
        this.waivers = waivers;
        this.pages = pages;
    }

    public void mount(Routes routes) {
        routes.get("/l/:launch/admin/gaps").respond(this::show);
        routes.post("/l/:launch/admin/modules/:slug/links/check").respond(this::check);
        routes.post("/l/:launch/admin/modules/:slug/assets/:asset/waiver").respond(this::waive);
    }

    private Future<Void> show(RoutingContext ctx) {
        SessionGate.administrator(ctx);
        String asked = ctx.request().getParam("module");
        return editions.all()
                .compose(all -> all.stream()
                        .filter(edition -> asked == null || edition.slug().equals(asked))
                        .findFirst()
                        .map(edition -> show(ctx, edition, all))
                        .orElseGet(() -> pages.send(
                                ctx,
                                "admin/gaps.jte",
                                new GapsView(
                                        pages.page(ctx, Place.GAPS), "", List.of(), List.of(), null, null, false))));
    }

    private Future<Void> show(RoutingContext ctx, Edition edition, List<Edition> all) {
        List<String> urls =
                edition.assets().stream().map(PlacedAsset::url).distinct().toList();
        Future<Map<String, LinkCheck>> checked = checks.checks(pool, urls);
        Future<Map<UUID, Instant>> waived = waiverStore.standing(pool, edition.moduleId());
        Future<byte[]> source = drafts.source(edition.versionId());
        return Future.all(checked, waived, source).compose(done -> {
            String base = ImportPageRoutes.base(ctx) + "/admin/modules/" + edition.slug();
            GapsPages gaps = new GapsPages(edition, source.result(), checked.result(), waived.result(), base);
            return pages.send(
                    ctx,
                    "admin/gaps.jte",
                    new GapsView(
                            pages.page(ctx, Place.GAPS),
                            ImportPageRoutes.base(ctx) + "/admin/gaps",
                            choices(all, edition),
                            gaps.groups(),
                            base + "/page.patch",
                            base + "/links/check",
                            checker.running(edition)));
        });
    }

    private static List<ChoiceView> choices(List<Edition> all, Edition chosen) {
        return all.stream()
                .map(edition -> new ChoiceView(
                        edition.slug(), edition.module().title(), edition.slug().equals(chosen.slug())))
                .toList();
    }

    private Future<Void> check(RoutingContext ctx) {
        SessionGate.administrator(ctx);
        return editions.of(ctx.pathParam("slug")).compose(edition -> {
            checker.start(edition);
            return back(ctx);
        });
    }

    private Future<Void> waive(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        String slug = ctx.pathParam("slug");
        String actor = session.learner().toString();
        UUID asset = SettingsRoutes.asset(ctx);
        boolean end = "no".equals(ctx.request().getFormAttribute("waived"));
        Future<Edition> changed =
                end ? waivers.end(slug, asset, actor) : waivers.start(slug, asset, "The link is dead.", actor);
        return changed.compose(edition -> back(ctx));
    }

    private static Future<Void> back(RoutingContext ctx) {
        return ImportPageRoutes.redirect(ctx, "/admin/gaps?module=" + ctx.pathParam("slug"));
    }
}
