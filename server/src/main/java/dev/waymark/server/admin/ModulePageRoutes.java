package dev.waymark.server.admin;

import dev.waymark.server.content.Path;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.editions.Part;
import dev.waymark.server.editions.publishing.Publishing;
import dev.waymark.server.editions.publishing.VersionStore;
import dev.waymark.server.editions.settings.Settings;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.Session;
import dev.waymark.server.web.SessionGate;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The modules and, of each, its versions and settings. */
public final class ModulePageRoutes {
    private final Pool pool;
    private final VersionStore versions;
    private final Publishing publishing;
    private final Settings settings;
    private final Editions editions;
    private final Pages pages;

    public ModulePageRoutes(
            Pool pool,
            VersionStore versions,
            Publishing publishing,
            Settings settings,
            Editions editions,
            Pages pages) {
        this.pool = pool;
        this.versions = versions;
        this.publishing = publishing;
        this.settings = settings;
        this.editions = editions;
        this.pages = pages;
    }

    public void mount(Routes routes) {
        String module = "/l/:launch/admin/modules/:slug";
        routes.get("/l/:launch/admin/modules").respond(ctx -> list(ctx, null));
        routes.get(module).respond(this::show);
        routes.post(module + "/rollback/:version").respond(this::rollBack);
        routes.post(module + "/rule").respond(this::rule);
        routes.post(module + "/records").respond(this::records);
        routes.post(module + "/paths").respond(this::paths);
        routes.post(module + "/alias").respond(this::alias);
        routes.post(module + "/stalled").respond(this::stalled);
    }

    Future<Void> list(RoutingContext ctx, @Nullable String problem) {
        SessionGate.administrator(ctx);
        Future<List<Edition>> published = editions.all();
        Future<List<VersionStore.Waiting>> waiting = versions.waiting(pool, null);
        return Future.all(published, waiting)
                .compose(all -> versions.learners(pool))
                .compose(learners -> pages.send(
                        ctx,
                        "admin/modules.jte",
                        ModulePages.list(
                                pages.page(ctx, Place.MODULES),
                                ImportPageRoutes.base(ctx),
                                published.result(),
                                waiting.result(),
                                learners,
                                problem)));
    }

    private Future<Void> show(RoutingContext ctx) {
        SessionGate.administrator(ctx);
        String slug = ctx.pathParam("slug");
        return editions.of(slug)
                .compose(edition -> Future.all(settings.of(edition), versions.versions(pool, slug))
                        .compose(read -> pages.send(
                                ctx,
                                "admin/versions.jte",
                                ModulePages.versions(
                                        pages.page(ctx, Place.MODULES),
                                        ImportPageRoutes.base(ctx),
                                        edition,
                                        read.resultAt(0),
                                        read.resultAt(1)))));
    }

    private Future<Void> rollBack(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        String version = ctx.pathParam("version");
        if (!version.matches("\\d{1,9}")) {
            throw Problem.notFound();
        }
        return publishing
                .rollBack(
                        ctx.pathParam("slug"),
                        Integer.valueOf(version),
                        session.learner().toString())
                .compose(edition -> back(ctx));
    }

    private Future<Void> rule(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        return settings.rule(
                        ctx.pathParam("slug"),
                        field(ctx, "rule"),
                        session.learner().toString())
                .compose(edition -> back(ctx));
    }

    private Future<Void> records(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        MultiMap form = ctx.request().formAttributes();
        Part.Asked asked = new Part.Asked(form.contains("environments"), form.contains("paths"));
        return settings.records(ctx.pathParam("slug"), asked, session.learner().toString())
                .compose(edition -> back(ctx));
    }

    /** Each environment says which one it leads to; as the page has them when the form says so. */
    private Future<Void> paths(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        MultiMap form = ctx.request().formAttributes();
        List<Path> steps = new ArrayList<>();
        for (String name : form.names()) {
            String to = form.get(name);
            if (name.startsWith("from-") && !to.isEmpty()) {
                steps.add(new Path(name.substring(5), to));
            }
        }
        return settings.paths(
                        ctx.pathParam("slug"),
                        form.contains("page") ? null : steps,
                        session.learner().toString())
                .compose(edition -> back(ctx));
    }

    private Future<Void> alias(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        return settings.alias(
                        ctx.pathParam("slug"),
                        field(ctx, "environment"),
                        field(ctx, "service"),
                        field(ctx, "resource"),
                        session.learner().toString())
                .compose(edition -> back(ctx));
    }

    private Future<Void> stalled(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        String days = field(ctx, "days").strip();
        if (!days.matches("\\d{1,9}")) {
            throw Problem.badField("days", "The limit must be a whole number of days.");
        }
        return settings.stalledDays(
                        ctx.pathParam("slug"),
                        Integer.parseInt(days),
                        session.learner().toString())
                .compose(edition -> back(ctx));
    }

    private static String field(RoutingContext ctx, String name) {
        String value = ctx.request().getFormAttribute(name);
        if (value == null) {
            throw Problem.badField(name, "The form lacks the field " + name + ".");
        }
        return value;
    }

    private static Future<Void> back(RoutingContext ctx) {
        return ImportPageRoutes.redirect(ctx, "/admin/modules/" + ctx.pathParam("slug"));
    }
}
