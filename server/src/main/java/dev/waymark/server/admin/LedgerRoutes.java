package dev.waymark.server.admin;

import dev.waymark.server.records.RecordStatus;
import dev.waymark.server.records.RecordTitle;
import dev.waymark.server.records.export.ExportsView;
import dev.waymark.server.records.ledger.RecordFilter;
import dev.waymark.server.records.ledger.Reissuing;
import dev.waymark.server.records.ledger.Revoking;
import dev.waymark.server.web.ChoiceView;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Listing;
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
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The history of all records; taking one back, or signing it again. */
public final class LedgerRoutes {
    private final Pool pool;
    private final LedgerStore store = new LedgerStore();
    private final Revoking revoking;
    private final Reissuing reissuing;
    private final Pages pages;

    public LedgerRoutes(Pool pool, Revoking revoking, Reissuing reissuing, Pages pages) {
        this.pool = pool;
        this.revoking = revoking;
        this.reissuing = reissuing;
        this.pages = pages;
    }

    public void mount(Routes routes) {
        routes.get("/l/:launch/admin/records").respond(ctx -> list(ctx, null));
        routes.post("/l/:launch/admin/records/:record/revoke").respond(ctx -> change(ctx, revoking::revoke));
        routes.post("/l/:launch/admin/records/:record/reissue").respond(ctx -> change(ctx, reissuing::correct));
    }

    private Future<Void> list(RoutingContext ctx, @Nullable String notice) {
        SessionGate.administrator(ctx);
        RecordFilter filter = RecordFilter.read(ctx.request()::getParam);
        Listing asked = Listing.of(ctx);
        return store.modules(pool)
                .compose(modules -> store.records(pool, filter, asked.skipped())
                        .compose(found ->
                                pages.send(ctx, "admin/ledger.jte", view(ctx, asked, filter, modules, found, notice))));
    }

    private LedgerView view(
            RoutingContext ctx,
            Listing asked,
            RecordFilter filter,
            Map<String, String> modules,
            List<LedgerStore.Found> found,
            @Nullable String notice) {
        Page page = pages.page(ctx, Place.LEDGER);
        String action = "/l/" + SessionGate.of(ctx).launch() + "/admin/records";
        int total = found.isEmpty() ? 0 : found.get(0).total();
        return new LedgerView(
                page,
                action,
                search(filter, modules, page.texts()),
                notice,
                new ExportsView.Start(action + "/exports", filter.fields(), total),
                found.stream()
                        .map(record -> entry(page.texts(), action, record))
                        .toList(),
                asked.paging(action, filter.fields(), found.size(), total, LedgerStore.PAGE));
    }

    private static LedgerView.Search search(RecordFilter filter, Map<String, String> modules, Texts texts) {
        List<ChoiceView> titles = new ArrayList<>();
        titles.add(new ChoiceView("", texts.get("all"), filter.module().isEmpty()));
        modules.forEach((slug, title) -> titles.add(new ChoiceView(slug, title, slug.equals(filter.module()))));
        List<ChoiceView> statuses = new ArrayList<>();
        statuses.add(new ChoiceView("", texts.get("all"), filter.status() == null));
        for (RecordStatus status : RecordStatus.values()) {
            statuses.add(new ChoiceView(
                    RecordFilter.word(status), texts.of("ledger.status", status), status == filter.status()));
        }
        return new LedgerView.Search(
                filter.query(),
                titles,
                statuses,
                filter.from() == null ? null : filter.from().toString(),
                filter.to() == null ? null : filter.to().toString());
    }

    private static LedgerView.Entry entry(Texts texts, String action, LedgerStore.Found found) {
        String change = found.status().takenBack() ? null : action + "/" + found.id();
        return new LedgerView.Entry(
                found.id(),
                found.name(),
                RecordTitle.of(texts, found.title(), found.part()),
                found.version(),
                found.cycle(),
                found.issuedAt(),
                found.status(),
                found.events(),
                "/verify/" + found.code(),
                change == null ? null : change + "/revoke",
                change == null ? null : change + "/reissue");
    }

    private Future<Void> change(RoutingContext ctx, Change change) {
        Session session = SessionGate.administrator(ctx);
        UUID record = Ids.parse(ctx.pathParam("record")).orElseThrow(Problem::notFound);
        String reason =
                Optional.ofNullable(ctx.request().getFormAttribute("reason")).orElse("");
        return Future.succeededFuture()
                .compose(start -> change.to(record, reason, session))
                .compose(done -> Redirect.to(ctx, "/l/" + session.launch() + "/admin/records?q=" + record))
                .recover(failure -> {
                    if (failure instanceof Problem problem && problem.status() != 404) {
                        ctx.response().setStatusCode(problem.status());
                        return list(ctx, problem.text());
                    }
                    return Future.failedFuture(failure);
                });
    }

    /** What is done to a record for a reason. */
    private interface Change {
        Future<?> to(UUID record, String reason, Session by);
    }
}
