package dev.waymark.server.destinations;

import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Redirect;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.SessionGate;
import dev.waymark.server.web.Texts;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Destinations on a page, every form without a script. */
public final class DestinationPageRoutes {
    private static final String PATH = "/l/:launch/admin/destinations";
    private final Destinations destinations;
    private final Pages pages;

    public DestinationPageRoutes(Destinations destinations, Pages pages) {
        this.destinations = destinations;
        this.pages = pages;
    }

    public void mount(Routes routes) {
        routes.get(PATH).respond(ctx -> page(ctx, null, null, false));
        routes.post(PATH).respond(this::add);
        routes.post(PATH + "/:destination/change").respond(this::change);
        routes.post(PATH + "/:destination/secret").respond(this::rotate);
        routes.post(PATH + "/:destination/test").respond(this::test);
        routes.post(PATH + "/:destination/remove").respond(this::remove);
    }

    private Future<Void> add(RoutingContext ctx) {
        String actor = DestinationsRoutes.actor(ctx);
        return told(ctx, () -> destinations.add(actor, asked(ctx)).compose(one -> shown(ctx, one)));
    }

    private Future<Void> change(RoutingContext ctx) {
        String actor = DestinationsRoutes.actor(ctx);
        return told(
                ctx,
                () -> destinations
                        .change(actor, DestinationsRoutes.id(ctx), asked(ctx))
                        .compose(one -> back(ctx)));
    }

    private Future<Void> rotate(RoutingContext ctx) {
        String actor = DestinationsRoutes.actor(ctx);
        return told(
                ctx,
                () -> destinations.rotate(actor, DestinationsRoutes.id(ctx)).compose(one -> shown(ctx, one)));
    }

    private Future<Void> test(RoutingContext ctx) {
        SessionGate.administrator(ctx);
        return destinations
                .attempt(DestinationsRoutes.id(ctx))
                .compose(tried -> page(ctx, null, tried.text(), !tried.well()));
    }

    private Future<Void> remove(RoutingContext ctx) {
        String actor = DestinationsRoutes.actor(ctx);
        return destinations.remove(actor, DestinationsRoutes.id(ctx)).compose(done -> back(ctx));
    }

    private Future<Void> shown(RoutingContext ctx, Destination one) {
        return one.kind() == Destination.Kind.WEBHOOK ? page(ctx, one.secret(), null, false) : back(ctx);
    }

    /** What is wrong with a form stands on the page that it came from. */
    private Future<Void> told(RoutingContext ctx, Supplier<Future<Void>> work) {
        return Future.succeededFuture().compose(start -> work.get()).recover(failure -> {
            if (failure instanceof Problem problem && problem.status() != 404) {
                ctx.response().setStatusCode(problem.status());
                return page(ctx, null, problem.text(), true);
            }
            return Future.failedFuture(failure);
        });
    }

    private static Asked asked(RoutingContext ctx) {
        MultiMap form = ctx.request().formAttributes();
        List<String> events = form.getAll("events");
        return new Asked(
                form.get("kind"),
                form.get("name"),
                form.get("url"),
                form.get("actor"),
                events.isEmpty() ? null : events,
                given(form, "user"),
                given(form, "password"),
                form.contains("enabled") ? "yes".equals(form.get("enabled")) : null);
    }

    private static @Nullable String given(MultiMap form, String field) {
        String value = form.get(field);
        return value == null || value.isEmpty() ? null : value;
    }

    private Future<Void> page(RoutingContext ctx, @Nullable String secret, @Nullable String said, boolean bad) {
        SessionGate.administrator(ctx);
        var page = pages.page(ctx, Place.DESTINATIONS);
        return destinations
                .all()
                .compose(all -> pages.send(
                        ctx,
                        "destinations/destinations.jte",
                        new DestinationsView(
                                page,
                                all.stream()
                                        .map(one -> row(one, base(ctx), page.texts()))
                                        .toList(),
                                base(ctx),
                                secret,
                                said,
                                bad)));
    }

    private static DestinationsView.Row row(Destination one, String base, Texts texts) {
        return new DestinationsView.Row(
                one.name(),
                one.kind() == Destination.Kind.XAPI,
                one.url().toString(),
                one.enabled(),
                one.actor() == Destination.ActorKind.PSEUDONYM,
                Happening.of(one.kind()).stream()
                        .map(event -> new DestinationsView.Event(
                                event.word(),
                                texts.get("happening." + event.word()),
                                one.events().contains(event)))
                        .toList(),
                one.failures(),
                one.restsUntil() == null ? null : one.restsUntil().toString(),
                one.formerUntil() == null ? null : one.formerUntil().toString(),
                base + "/" + one.id());
    }

    private static String base(RoutingContext ctx) {
        return "/l/" + SessionGate.of(ctx).launch() + "/admin/destinations";
    }

    private static Future<Void> back(RoutingContext ctx) {
        return Redirect.to(ctx, base(ctx));
    }
}
