package dev.waymark.server.records.export;

import dev.waymark.server.records.RecordStatus;
import dev.waymark.server.records.export.Export.Form;
import dev.waymark.server.records.export.Export.State;
import dev.waymark.server.records.export.Export.Wish;
import dev.waymark.server.records.ledger.RecordFilter;
import dev.waymark.server.web.Page;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Redirect;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.Session;
import dev.waymark.server.web.SessionGate;
import dev.waymark.server.web.Texts;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Exports of records on a page, every form without a script. */
public final class ExportPageRoutes {
    private static final String PATH = "/l/:launch/admin/records/exports";
    private final RecordExports exports;
    private final Pages pages;

    public ExportPageRoutes(RecordExports exports, Pages pages) {
        this.exports = exports;
        this.pages = pages;
    }

    public void mount(Routes routes) {
        routes.get(PATH).respond(ctx -> list(ctx, null));
        routes.post(PATH).respond(this::start);
        routes.post(PATH + "/:export/resume").respond(ctx -> change(ctx, exports::resume));
        routes.post(PATH + "/:export/delete").respond(ctx -> change(ctx, exports::delete));
        routes.get(PATH + "/:export/file").respond(ctx -> ExportRoutes.file(ctx, exports));
    }

    private Future<Void> start(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        return told(ctx, () -> exports.start(wish(ctx.request().formAttributes(), session), session.learner()));
    }

    /** The form's third choice is a ZIP with certificates. */
    private static Wish wish(MultiMap form, Session session) {
        boolean certificates = "certificates".equals(form.get("form"));
        return new Wish(
                certificates ? Form.ZIP : ExportRoutes.form(form.get("form")),
                certificates,
                Texts.of(session.locale()).locale(),
                RecordFilter.read(form::get));
    }

    private Future<Void> change(RoutingContext ctx, BiFunction<UUID, UUID, Future<?>> what) {
        Session session = SessionGate.administrator(ctx);
        return told(ctx, () -> what.apply(ExportRoutes.id(ctx), session.learner()));
    }

    /** What could not be done, and why, stands above the list. */
    private Future<Void> told(RoutingContext ctx, Supplier<Future<?>> work) {
        return Future.succeededFuture()
                .compose(start -> work.get())
                .compose(done -> Redirect.to(ctx, base(ctx)))
                .recover(failure -> {
                    if (failure instanceof Problem problem && problem.status() != 404) {
                        ctx.response().setStatusCode(problem.status());
                        return list(ctx, problem);
                    }
                    return Future.failedFuture(failure);
                });
    }

    private Future<Void> list(RoutingContext ctx, @Nullable Problem refused) {
        SessionGate.administrator(ctx);
        Page page = pages.page(ctx, Place.LEDGER);
        return exports.all()
                .compose(all -> pages.send(
                        ctx,
                        "records/exports.jte",
                        new ExportsView(
                                page,
                                base(ctx).replaceFirst("/exports$", ""),
                                refused == null ? null : said(refused, page.texts()),
                                all.stream()
                                        .map(export -> row(export, base(ctx), page.texts()))
                                        .toList())));
    }

    private static String base(RoutingContext ctx) {
        return "/l/" + SessionGate.of(ctx).launch() + "/admin/records/exports";
    }

    private static String said(Problem problem, Texts texts) {
        String key = "exports.refused." + problem.slug();
        return texts.has(key) ? texts.get(key) : problem.text();
    }

    private static ExportsView.Row row(Export export, String base, Texts texts) {
        String own = base + "/" + export.id();
        boolean ready = export.state() == State.READY;
        return new ExportsView.Row(
                export.id().toString(),
                export.askedByName(),
                export.createdAt().toString(),
                export.expiresAt().toString(),
                texts.get("exports.form." + ExportStore.word(export.wish().form())
                        + (export.wish().certificates() ? ".certificates" : "")),
                searched(export.wish().filter(), texts),
                ExportsView.State.valueOf(export.state().name()),
                export.done(),
                export.records(),
                ready ? texts.get("exports.size", megabytes(export.bytes())) : null,
                export.reason() == null ? null : ExportStore.word(export.reason()),
                export.atWork() ? base : null,
                ready ? own + "/file" : null,
                export.resumable() ? own + "/resume" : null,
                own + "/delete");
    }

    private static double megabytes(long bytes) {
        return Math.max(1, Math.round(bytes / 100_000.0)) / 10.0;
    }

    private static List<String> searched(RecordFilter filter, Texts texts) {
        List<String> words = new ArrayList<>();
        if (!filter.query().isEmpty()) {
            words.add(filter.query());
        }
        if (!filter.module().isEmpty()) {
            words.add(filter.module());
        }
        RecordStatus status = filter.status();
        if (status != null) {
            words.add(texts.of("ledger.status", status));
        }
        if (filter.from() != null) {
            words.add(texts.get("exports.from", filter.from().toString()));
        }
        if (filter.to() != null) {
            words.add(texts.get("exports.to", filter.to().toString()));
        }
        return words;
    }
}
