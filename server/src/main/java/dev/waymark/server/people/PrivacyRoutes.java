package dev.waymark.server.people;

import dev.waymark.server.destinations.Destinations;
import dev.waymark.server.nudges.Nudges;
import dev.waymark.server.progress.ErasedView;
import dev.waymark.server.progress.PrivacyView;
import dev.waymark.server.web.Json;
import dev.waymark.server.web.Page;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Redirect;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.Session;
import dev.waymark.server.web.SessionGate;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** A learner's own page of what is held about them. */
public final class PrivacyRoutes {
    private final PersonalData data;
    private final Nudges nudges;
    private final Recipients recipients;
    private final Pages pages;

    public PrivacyRoutes(PersonalData data, Nudges nudges, Destinations destinations, Pages pages) {
        this.data = data;
        this.nudges = nudges;
        this.recipients = new Recipients(data, destinations, nudges);
        this.pages = pages;
    }

    public void mount(Routes routes) {
        routes.get("/l/:launch/learn/privacy").respond(this::show);
        routes.get("/l/:launch/learn/privacy/export").respond(this::export);
        routes.post("/l/:launch/learn/privacy/erasure").respond(this::erase);
        routes.post("/l/:launch/learn/privacy/mail").respond(this::mail);
    }

    private Future<Void> show(RoutingContext ctx) {
        Session session = SessionGate.of(ctx);
        return data.held(session.learner()).compose(found -> {
            ExportStore.Held held = found.orElseThrow(Problem::notFound);
            return Future.all(
                            data.readers(session.learner()),
                            recipients.of(session.learner()),
                            nudges.wanted(session.learner()))
                    .compose(all -> pages.send(
                            ctx,
                            "progress/privacy.jte",
                            view(ctx, session, held, all.resultAt(0), all.resultAt(1), all.resultAt(2))));
        });
    }

    private PrivacyView view(
            RoutingContext ctx,
            Session session,
            ExportStore.Held held,
            List<ExportStore.Readers> readers,
            List<PrivacyView.Recipient> recipients,
            boolean wantsMail) {
        String base = "/l/" + session.launch() + "/learn/privacy";
        return new PrivacyView(
                pages.page(ctx, Place.PRIVACY),
                held.name(),
                PersonalData.KINDS.stream()
                        .map(kind -> new PrivacyView.Held(kind, held.counts().getOrDefault(kind, 0)))
                        .toList(),
                readers.stream()
                        .filter(reader -> !reader.names().isEmpty())
                        .map(reader -> new PrivacyView.Reader(reader.context(), reader.names()))
                        .toList(),
                recipients,
                base + "/export",
                base + "/erasure",
                nudges.possible() ? new PrivacyView.Mail(wantsMail, base + "/mail") : null);
    }

    private Future<Void> mail(RoutingContext ctx) {
        Session session = SessionGate.of(ctx);
        boolean wanted = "yes".equals(ctx.request().getFormAttribute("wanted"));
        return nudges.choose(session.learner(), wanted)
                .compose(done -> Redirect.to(ctx, "/l/" + session.launch() + "/learn/privacy"));
    }

    private Future<Void> export(RoutingContext ctx) {
        return data.export(SessionGate.of(ctx).learner())
                .compose(everything -> ctx.response()
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Content-Disposition", "attachment; filename=\"waymark-my-data.json\"")
                        .end(Buffer.buffer(Json.bytes(everything))));
    }

    private Future<Void> erase(RoutingContext ctx) {
        if (!"yes".equals(ctx.request().getFormAttribute("sure"))) {
            throw Problem.badField("sure", "Erasing was not confirmed.");
        }
        Page left = Page.open(pages.page(ctx, null).texts(), pages.assets());
        return data.erase(SessionGate.of(ctx).learner(), "learner")
                .compose(held -> pages.send(ctx, "progress/erased.jte", new ErasedView(left)));
    }
}
