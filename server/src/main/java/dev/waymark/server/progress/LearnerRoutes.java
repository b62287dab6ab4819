package dev.waymark.server.progress;

import dev.waymark.server.content.Environment;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.editions.LinkScope;
import dev.waymark.server.editions.PlacedAsset;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Redirect;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.Session;
import dev.waymark.server.web.SessionGate;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A learner's pages of a module: the map, an environment, a tick. */
public final class LearnerRoutes {
    private final Progress progress;
    private final Editions editions;
    private final Function<Session, Future<LinkScope>> scopes;
    private final DueDates dueDates;
    private final Pages pages;
    private final Clock clock;

    public LearnerRoutes(
            Progress progress,
            Editions editions,
            Function<Session, Future<LinkScope>> scopes,
            DueDates dueDates,
            Pages pages,
            Clock clock) {
        this.progress = progress;
        this.editions = editions;
        this.scopes = scopes;
        this.dueDates = dueDates;
        this.pages = pages;
        this.clock = clock;
    }

    public void mount(Routes routes) {
        routes.get("/l/:launch/learn").respond(this::home);
        routes.get("/l/:launch/learn/:slug").respond(this::map);
        routes.post("/l/:launch/learn/:slug/path/:first").respond(this::choosePath);
        routes.post("/l/:launch/learn/:slug/assets/:asset").respond(this::tick);
        routes.get("/l/:launch/learn/:slug/since/:version").respond(this::changes);
        routes.get("/l/:launch/learn/:slug/:environment").respond(this::environment);
    }

    /** Where the link leads: its environment, its module, the only module, or the list of all. */
    private Future<Void> home(RoutingContext ctx) {
        return scopes.apply(SessionGate.of(ctx))
                .compose(scope -> editions.all().compose(all -> {
                    Optional<Edition> edition = scope.edition(all);
                    if (edition.isEmpty()) {
                        return catalogue(ctx, all);
                    }
                    Optional<Environment> environment = edition.get().module().environments().stream()
                            .filter(each -> each.key().equals(scope.environment()))
                            .findFirst();
                    return pagesOf(ctx, edition.get())
                            .compose(views -> environment.isPresent()
                                    ? pages.send(ctx, "progress/environment.jte", views.environment(environment.get()))
                                    : pages.send(ctx, "progress/map.jte", views.map(null)));
                }));
    }

    private Future<Void> catalogue(RoutingContext ctx, List<Edition> all) {
        List<Future<Overview>> overviews = all.stream()
                .map(edition -> progress.overview(SessionGate.of(ctx).learner(), edition))
                .toList();
        return Future.all(overviews).compose(done -> {
            List<CatalogueView.Entry> entries = overviews.stream()
                    .map(overview -> entry(ctx, overview.result()))
                    .toList();
            return pages.send(ctx, "progress/catalogue.jte", new CatalogueView(pages.page(ctx, Place.MAP), entries));
        });
    }

    private static CatalogueView.Entry entry(RoutingContext ctx, Overview overview) {
        Edition edition = overview.edition();
        String description = edition.module().description();
        return new CatalogueView.Entry(
                edition.module().title(),
                description.isBlank() ? null : description,
                base(ctx, edition),
                edition.number(),
                edition.module().environments().size(),
                overview.completed(),
                edition.total(),
                overview.percent());
    }

    private Future<Void> map(RoutingContext ctx) {
        return pagesOf(ctx).compose(views -> pages.send(ctx, "progress/map.jte", views.map(null)));
    }

    private Future<Void> environment(RoutingContext ctx) {
        String key = ctx.pathParam("environment");
        return edition(ctx).compose(edition -> {
            Environment environment = edition.module().environments().stream()
                    .filter(each -> each.key().equals(key))
                    .findFirst()
                    .orElseThrow(Problem::notFound);
            return pagesOf(ctx, edition)
                    .compose(views -> pages.send(ctx, "progress/environment.jte", views.environment(environment)));
        });
    }

    /** What changed between a version and the current one. */
    private Future<Void> changes(RoutingContext ctx) {
        UUID version = Ids.parse(ctx.pathParam("version")).orElseThrow(Problem::notFound);
        return edition(ctx)
                .compose(edition -> editions.earlier(edition, version)
                        .compose(found -> progress.overview(SessionGate.of(ctx).learner(), edition)
                                .map(overview -> new ChangePages(
                                        pages.page(ctx, Place.MAP),
                                        base(ctx, edition),
                                        overview,
                                        found.orElseThrow(Problem::notFound)))))
                .compose(views -> pages.send(ctx, "progress/changes.jte", views.view()));
    }

    private Future<Void> tick(RoutingContext ctx) {
        return edition(ctx).compose(edition -> {
            PlacedAsset asset =
                    Ids.parse(ctx.pathParam("asset")).flatMap(edition::asset).orElseThrow(Problem::notFound);
            return progress.tick(edition, asset, asked(ctx, asset))
                    .compose(ticked -> answer(ctx, ticked.edition(), asset));
        });
    }

    private static Tick asked(RoutingContext ctx, PlacedAsset asset) {
        Session session = SessionGate.of(ctx);
        MultiMap form = ctx.request().formAttributes();
        AssetState state = AssetState.asked(
                        Optional.ofNullable(form.get("state")).orElse(""))
                .orElseThrow(() -> Problem.badField("state", "The form says neither done nor undone."));
        String note = given(form, "note");
        return new Tick(
                session.learner(),
                session.launch(),
                asset.id(),
                state,
                note == null ? null : Submission.text("note", note, Submission.LONGEST_NOTE),
                note == null ? null : "managers".equals(form.get("share")),
                Submission.link(given(form, "evidence")));
    }

    private static @Nullable String given(MultiMap form, String field) {
        String value = form.get(field);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private Future<Void> answer(RoutingContext ctx, Edition edition, PlacedAsset asset) {
        if ("opened".equals(ctx.request().getFormAttribute("state"))) {
            return ctx.response().setStatusCode(204).end();
        }
        if (ctx.request().getHeader("HX-Request") == null) {
            String back = base(ctx, edition) + "/" + asset.environment() + "#asset-" + asset.id();
            return Redirect.to(ctx, back);
        }
        return pagesOf(ctx, edition).compose(views -> pages.send(ctx, "progress/ticked.jte", views.ticked(asset)));
    }

    private Future<Void> choosePath(RoutingContext ctx) {
        return edition(ctx).compose(edition -> {
            String first = ctx.pathParam("first");
            if (edition.paths().stream().noneMatch(path -> path.get(0).equals(first))) {
                throw Problem.notFound();
            }
            return progress.choosePath(SessionGate.of(ctx).learner(), edition, first)
                    .compose(done -> Redirect.to(ctx, base(ctx, edition)));
        });
    }

    private Future<Edition> edition(RoutingContext ctx) {
        return editions.of(ctx.pathParam("slug"));
    }

    private Future<LearnerPages> pagesOf(RoutingContext ctx) {
        return edition(ctx).compose(edition -> pagesOf(ctx, edition));
    }

    private Future<LearnerPages> pagesOf(RoutingContext ctx, Edition edition) {
        Session session = SessionGate.of(ctx);
        return Future.all(progress.overview(session.learner(), edition), dueDates.of(session.context(), edition))
                .map(all -> new LearnerPages(
                        pages.page(ctx, Place.MAP),
                        base(ctx, edition),
                        all.resultAt(0),
                        all.resultAt(1),
                        clock.instant()));
    }

    private static String base(RoutingContext ctx, Edition edition) {
        return "/l/" + SessionGate.of(ctx).launch() + "/learn/" + edition.slug();
    }
}
