package dev.waymark.server.admin;

import dev.waymark.server.links.OneTimeLinks;
import dev.waymark.server.platforms.Connection;
import dev.waymark.server.platforms.Connections;
import dev.waymark.server.platforms.PlatformStore.NewRegistration;
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
import io.vertx.sqlclient.Pool;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The connected LMSs: what an administrator sees of them and decides about them. */
public final class ConnectionsRoutes {
    private static final String PATH = "/l/:launch/admin/connections";
    private final Pool pool;
    private final ConnectionStore store;
    private final Connections connections;
    private final ConnectionTest test;
    private final OneTimeLinks links;
    private final Pages pages;

    public ConnectionsRoutes(
            Pool pool,
            ConnectionStore store,
            Connections connections,
            ConnectionTest test,
            OneTimeLinks links,
            Pages pages) {
        this.pool = pool;
        this.store = store;
        this.connections = connections;
        this.test = test;
        this.links = links;
        this.pages = pages;
    }

    public void mount(Routes routes) {
        routes.get(PATH).respond(ctx -> page(ctx, null, null));
        routes.post(PATH + "/invite").respond(this::invite);
        routes.post(PATH + "/manual").respond(this::manual);
        routes.post(PATH + "/:registration/approve").respond(this::approve);
        routes.post(PATH + "/:registration/remove").respond(this::remove);
        routes.post(PATH + "/:registration/test").respond(this::test);
        routes.post(PATH + "/:registration/deployment/:decision").respond(this::decide);
    }

    private Future<Void> page(RoutingContext ctx, OneTimeLinks.@Nullable Made invitation, @Nullable String problem) {
        Session session = SessionGate.administrator(ctx);
        boolean trusted = "yes".equals(ctx.request().getFormAttribute("trust"));
        return store.registrations(pool)
                .compose(registrations -> store.deployments(pool).compose(deployments -> {
                    ConnectionPages views = new ConnectionPages(pages.page(ctx, Place.CONNECTIONS), session);
                    return pages.send(
                            ctx,
                            "admin/connections.jte",
                            views.list(registrations, deployments, invitation, trusted, problem));
                }));
    }

    private Future<Void> invite(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        boolean trust = "yes".equals(ctx.request().getFormAttribute("trust"));
        return links.invite(trust)
                .compose(made -> connections.invited(actor(session), trust).compose(noted -> page(ctx, made, null)));
    }

    private Future<Void> manual(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        MultiMap form = ctx.request().formAttributes();
        NewRegistration fresh;
        try {
            fresh = connections.manual(
                    form.get("issuer"),
                    form.get("clientId"),
                    form.get("authorization"),
                    form.get("token"),
                    form.get("jwks"));
        } catch (IllegalArgumentException mistake) {
            ctx.response().setStatusCode(400);
            return page(ctx, null, mistake.getMessage());
        }
        return connections
                .add(actor(session), fresh, form.get("deployment"))
                .compose(added -> added.isPresent()
                        ? back(ctx)
                        : page(ctx, null, "This issuer and client id are registered with other keys."));
    }

    private Future<Void> approve(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        boolean same = "same".equals(ctx.request().getFormAttribute("as"));
        return connections.approve(actor(session), registration(ctx), same).compose(done -> back(ctx));
    }

    private Future<Void> remove(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        return connections.remove(actor(session), registration(ctx)).compose(done -> back(ctx));
    }

    private Future<Void> decide(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        UUID registration = registration(ctx);
        String id = ctx.request().getParam("id", "");
        String who = actor(session);
        Future<Void> decided = switch (ctx.pathParam("decision")) {
            case "approve" -> connections.decide(who, registration, id, Connection.Deployment.State.APPROVED);
            case "refuse" -> connections.decide(who, registration, id, Connection.Deployment.State.REFUSED);
            case "trust" ->
                connections.trust(
                        who, registration, id, "yes".equals(ctx.request().getFormAttribute("trusted")));
            case "frames" ->
                connections.frames(
                        who,
                        registration,
                        id,
                        Arrays.stream(ctx.request()
                                        .formAttributes()
                                        .get("origins")
                                        .split("\\s+"))
                                .filter(origin -> !origin.isEmpty())
                                .toList());
            default -> throw Problem.notFound();
        };
        return decided.compose(done -> back(ctx));
    }

    private Future<Void> test(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        return connections
                .one(registration(ctx))
                .compose(connection -> test.run(connection)
                        .compose(steps -> pages.send(
                                ctx,
                                "admin/test.jte",
                                new ConnectionTestView(
                                        pages.page(ctx, Place.CONNECTIONS),
                                        "/l/" + session.launch() + "/admin/connections",
                                        connection.lti().issuer(),
                                        connection.lti().clientId(),
                                        steps))));
    }

    private static UUID registration(RoutingContext ctx) {
        return Ids.parse(ctx.pathParam("registration")).orElseThrow(Problem::notFound);
    }

    private static String actor(Session session) {
        return session.learner().toString();
    }

    private static Future<Void> back(RoutingContext ctx) {
        return Redirect.to(ctx, "/l/" + SessionGate.of(ctx).launch() + "/admin/connections");
    }
}
