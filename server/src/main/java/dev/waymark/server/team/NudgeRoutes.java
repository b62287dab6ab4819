package dev.waymark.server.team;

import dev.waymark.server.nudges.Hindrance;
import dev.waymark.server.nudges.Nudges;
import dev.waymark.server.web.Page;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Redirect;
import dev.waymark.server.web.Routes;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The weekly digest of a team: looked at first, then switched on. */
public final class NudgeRoutes {
    private final Asking asking;
    private final Nudges nudges;
    private final Pages pages;

    public NudgeRoutes(Asking asking, Nudges nudges, Pages pages) {
        this.asking = asking;
        this.nudges = nudges;
        this.pages = pages;
    }

    public void mount(Routes routes) {
        routes.get("/l/:launch/team/nudge/preview").respond(this::preview);
        routes.post("/l/:launch/team/nudge").respond(this::change);
    }

    private Future<Void> preview(RoutingContext ctx) {
        return asking.page(ctx).map(Asking::whole).compose(asked -> {
            TeamLinks links = Asking.links(ctx, asked);
            Page page = pages.page(ctx, Place.STALLED).keeping(links.query());
            return Future.all(
                            nudges.preview(asked.team().context(), asked.edition(), page.texts()),
                            nudges.on(asked.team().context(), asked.edition()),
                            nudges.hindrance())
                    .compose(all -> pages.send(
                            ctx,
                            "team/nudge.jte",
                            view(page, links, asked, all.resultAt(0), all.resultAt(1), all.resultAt(2))));
        });
    }

    private NudgeView view(
            Page page,
            TeamLinks links,
            Asking.Asked asked,
            Nudges.Preview preview,
            boolean on,
            Optional<Hindrance> hindrance) {
        return new NudgeView(
                page,
                asked.team().name(),
                asked.edition().module().title(),
                on,
                hindrance.orElse(null),
                links.to("/nudge"),
                links.to("/stalled"),
                preview.people().stream()
                        .map(person -> new NudgeView.Row(
                                person.name(), links.learner(person.id()), person.why(), person.wanted()))
                        .toList(),
                preview.more(),
                mail(preview.sample()));
    }

    private static NudgeView.@Nullable Mail mail(Nudges.@Nullable Sample sample) {
        return sample == null
                ? null
                : new NudgeView.Mail(sample.language(), sample.direction(), sample.subject(), sample.text());
    }

    private Future<Void> change(RoutingContext ctx) {
        boolean on = "yes".equals(ctx.request().getFormAttribute("on"));
        return asking.page(ctx)
                .map(Asking::whole)
                .compose(asked -> nudges.change(
                                asked.team().context(),
                                asked.edition(),
                                on,
                                asked.session().learner())
                        .compose(done ->
                                Redirect.to(ctx, Asking.links(ctx, asked).to("/stalled"))));
    }
}
