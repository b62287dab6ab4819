package dev.waymark.server.admin;

import dev.waymark.server.editions.Policy;
import dev.waymark.server.editions.drafts.Decisions;
import dev.waymark.server.editions.drafts.Drafts;
import dev.waymark.server.editions.drafts.RemotePages;
import dev.waymark.server.editions.drafts.UnusablePage;
import dev.waymark.server.editions.publishing.Publishing;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Redirect;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.Session;
import dev.waymark.server.web.SessionGate;
import dev.waymark.server.web.Upload;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The four steps of an import: source, findings, changes, impact and publishing. */
public final class ImportPageRoutes {
    private final Drafts drafts;
    private final RemotePages remote;
    private final Publishing publishing;
    private final ModulePageRoutes modules;
    private final Pages pages;

    public ImportPageRoutes(
            Drafts drafts, RemotePages remote, Publishing publishing, ModulePageRoutes modules, Pages pages) {
        this.drafts = drafts;
        this.remote = remote;
        this.publishing = publishing;
        this.modules = modules;
        this.pages = pages;
    }

    public void mount(Routes routes) {
        routes.post("/l/:launch/admin/imports").respond(this::take);
        routes.post("/l/:launch/admin/imports/url").respond(this::fetch);
        routes.get("/l/:launch/admin/imports/:id").respond(this::show);
        routes.post("/l/:launch/admin/imports/:id/publish").respond(this::publish);
        routes.post("/l/:launch/admin/imports/:id/cancel").respond(this::cancel);
    }

    private Future<Void> take(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        return taken(
                ctx,
                () -> drafts.take(
                        Upload.of(ctx), null, "upload", session.learner().toString()));
    }

    private Future<Void> fetch(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        String url = ctx.request().getFormAttribute("url");
        return taken(
                ctx,
                () -> drafts.fetch(
                        remote,
                        RemotePages.address(url == null ? "" : url),
                        session.learner().toString()));
    }

    /** On to the draft, or back to the list with the reason why there is none. */
    private Future<Void> taken(RoutingContext ctx, Supplier<Future<Drafts.Shown>> source) {
        return Future.succeededFuture()
                .compose(start -> source.get())
                .compose(
                        shown -> redirect(ctx, "/admin/imports/" + shown.draft().id()))
                .recover(failure -> {
                    if (failure instanceof UnusablePage unusable) {
                        return modules.list(ctx, unusable.reasons());
                    }
                    return failure instanceof Problem problem && problem.status() == 400
                            ? modules.list(ctx, problem.text())
                            : Future.failedFuture(failure);
                });
    }

    private Future<Void> show(RoutingContext ctx) {
        return show(ctx, null);
    }

    private Future<Void> show(RoutingContext ctx, @Nullable String notice) {
        SessionGate.administrator(ctx);
        return drafts.show(ImportRoutes.id(ctx))
                .compose(shown -> shown.draft().waits()
                        ? pages.send(
                                ctx,
                                "admin/import.jte",
                                ImportPages.view(pages.page(ctx, Place.MODULES), base(ctx), shown, notice))
                        : redirect(ctx, "/admin/modules/" + shown.draft().slug()));
    }

    private Future<Void> publish(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        return Future.succeededFuture()
                .compose(start -> publishing.publish(
                        ImportRoutes.id(ctx),
                        order(ctx.request().formAttributes()),
                        session.learner().toString()))
                .compose(draft -> redirect(ctx, "/admin/modules/" + draft.slug()))
                .recover(failure -> failure instanceof Problem problem && problem.status() != 404
                        ? show(ctx, problem.text())
                        : Future.failedFuture(failure));
    }

    private static Publishing.Order order(MultiMap form) {
        List<Decisions.RowDecision> overrides = form.getAll("override").stream()
                .map(id -> new Decisions.RowDecision(id, null, null))
                .toList();
        Policy policy = Policy.of(form.contains("policy") ? form.get("policy") : "keep")
                .orElseThrow(() -> Problem.badField("policy", "Choose what finished people are asked for."));
        return new Publishing.Order(
                new Decisions(new LinkedHashSet<>(form.getAll("confirm")), overrides),
                policy,
                time(form, "deadline"),
                time(form, "at"));
    }

    private static @Nullable Instant time(MultiMap form, String field) {
        String text = form.get(field);
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return LocalDateTime.parse(text.strip()).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw Problem.badField(field, "Give a date and a time.");
        }
    }

    private Future<Void> cancel(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        return drafts.cancel(ImportRoutes.id(ctx), session.learner().toString())
                .compose(done -> redirect(ctx, "/admin/modules"));
    }

    static String base(RoutingContext ctx) {
        return "/l/" + SessionGate.of(ctx).launch();
    }

    static Future<Void> redirect(RoutingContext ctx, String path) {
        return Redirect.to(ctx, base(ctx) + path);
    }
}
