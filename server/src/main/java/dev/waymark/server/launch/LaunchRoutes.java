package dev.waymark.server.launch;

import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import dev.waymark.lti.launch.AuthenticationResponse;
import dev.waymark.lti.launch.LoginInitiation;
import dev.waymark.lti.launch.LoginState;
import dev.waymark.lti.launch.WebOrigin;
import dev.waymark.server.web.Cookies;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Redirect;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.SecurityHeaders;
import dev.waymark.server.web.Session;
import dev.waymark.server.web.SessionGate;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The two steps of a launch over HTTP, and where a browser that blocks cookies is led. */
public final class LaunchRoutes {
    private static final int LOGIN_SECONDS = 600;
    private final Launching launching;
    private final Refusals refusals;
    private final HandOffs handOffs;
    private final SessionGate gate;
    private final Pages pages;

    public LaunchRoutes(Launching launching, Refusals refusals, HandOffs handOffs, SessionGate gate, Pages pages) {
        this.launching = launching;
        this.refusals = refusals;
        this.handOffs = handOffs;
        this.gate = gate;
        this.pages = pages;
    }

    public void mount(Routes routes) {
        routes.get("/lti/login").handler(LaunchRoutes::framed).respond(this::login);
        routes.post("/lti/login").handler(LaunchRoutes::framed).respond(this::login);
        routes.post("/lti/launch").handler(LaunchRoutes::framed).respond(this::launch);
        routes.get("/l/:launch/arrive").handler(LaunchRoutes::framed).respond(this::arrive);
        routes.post("/lti/continue").handler(LaunchRoutes::framed).respond(this::handOver);
    }

    private static void framed(RoutingContext ctx) {
        SecurityHeaders.framedByAnyone(ctx);
        ctx.next();
    }

    private Future<Void> login(RoutingContext ctx) {
        String secret = Ids.secret();
        return Future.succeededFuture()
                .compose(start -> launching.login(LoginInitiation.parse(parameters(ctx)), secret))
                .compose(started -> {
                    ctx.response().headers().add("Set-Cookie", loginCookie(started.state(), secret, LOGIN_SECONDS));
                    return started.login().storageTarget() == null
                            ? redirect(ctx, 302, started.redirect().toString())
                            : keep(ctx, started, secret);
                })
                .recover(failure -> refusals.page(ctx, null, null, failure));
    }

    private static Iterable<Map.Entry<String, String>> parameters(RoutingContext ctx) {
        return ctx.request().method().equals(HttpMethod.POST) ? ctx.request().formAttributes() : ctx.queryParams();
    }

    /** The platform's storage keeps the secret too, for browsers whose cookies do not come back. */
    private Future<Void> keep(RoutingContext ctx, Launching.Started started, String secret) {
        String origin =
                WebOrigin.of(started.connection().lti().authorizationEndpoint()).toString();
        StorageView view = new StorageView(
                pages.page(ctx, null),
                started.login().storageTarget(),
                origin,
                storageKey(started.state()),
                secret,
                started.redirect().toString(),
                Map.of());
        return pages.send(ctx, "launch/storage.jte", view);
    }

    private Future<Void> launch(RoutingContext ctx) {
        return Future.succeededFuture()
                .map(start -> AuthenticationResponse.parse(ctx.request().formAttributes()))
                .compose(response -> response instanceof AuthenticationResponse.Granted granted
                        ? granted(ctx, granted)
                        : refusals.byPlatform(ctx, (AuthenticationResponse.Refused) response, state(response)))
                .recover(failure -> refusals.page(ctx, null, null, failure));
    }

    private @Nullable LoginState state(AuthenticationResponse response) {
        String sealed = response instanceof AuthenticationResponse.Refused refused ? refused.state() : null;
        try {
            return sealed == null ? null : launching.open(sealed);
        } catch (LtiException notOurs) {
            return null;
        }
    }

    private Future<Void> granted(RoutingContext ctx, AuthenticationResponse.Granted granted) {
        LoginState state = launching.open(granted.state());
        Cookie cookie = ctx.request().getCookie(cookieName(state));
        String stored = ctx.request().getFormAttribute("storage");
        Future<Void> answer;
        if (cookie != null && state.heldBy(cookie.getValue())) {
            answer =
                    launching.launch(state, granted.idToken(), "cookie").compose(entered -> enter(ctx, state, entered));
        } else if (stored != null && state.heldBy(stored)) {
            answer = launching
                    .launch(state, granted.idToken(), "storage")
                    .compose(entered -> offer(ctx, entered.session()));
        } else if (stored == null && state.storageOffered()) {
            answer = launching.requireUnspent(state).compose(open -> ask(ctx, granted, state));
        } else {
            answer = launching
                    .requireUnspent(state)
                    .compose(open -> Future.failedFuture(new LtiException(Reason.STATE_OTHER_BROWSER)));
        }
        return answer.recover(failure -> refusals.page(ctx, state, granted.idToken(), failure));
    }

    private Future<Void> ask(RoutingContext ctx, AuthenticationResponse.Granted granted, LoginState state) {
        return launching.connection(state).compose(connection -> {
            StorageView view = new StorageView(
                    pages.page(ctx, null),
                    state.storageTarget(),
                    WebOrigin.of(connection.lti().authorizationEndpoint()).toString(),
                    storageKey(state),
                    null,
                    "/lti/launch",
                    Map.of("id_token", granted.idToken(), "state", granted.state()));
            return pages.send(ctx, "launch/storage.jte", view);
        });
    }

    /** The cookie came back once, so it will again: straight into the product. */
    private Future<Void> enter(RoutingContext ctx, LoginState state, Launching.Entered entered) {
        ctx.response().headers().add("Set-Cookie", gate.cookieFor(entered.session()));
        ctx.response().headers().add("Set-Cookie", loginCookie(state, "", 0));
        return Redirect.to(ctx, entered.landing());
    }

    /** No cookie came back, though one may yet: the next page finds out, with a hand-off in case it does not. */
    private Future<Void> offer(RoutingContext ctx, Session session) {
        return handOffs.make(session).compose(code -> {
            ctx.response().headers().add("Set-Cookie", gate.cookieFor(session));
            return Redirect.to(ctx, "/l/" + session.launch() + "/arrive?code=" + code);
        });
    }

    private Future<Void> arrive(RoutingContext ctx) {
        if (gate.holdsCookie(ctx)) {
            return Redirect.to(ctx, "/l/" + ctx.pathParam("launch"));
        }
        String code = ctx.request().getParam("code", "");
        WindowView view = new WindowView(
                pages.page(ctx, null),
                WindowView.Reason.COOKIES_BLOCKED,
                "post",
                "/lti/continue",
                Map.of("code", code));
        return pages.send(ctx, "launch/window.jte", view);
    }

    private Future<Void> handOver(RoutingContext ctx) {
        String code = ctx.request().getFormAttribute("code");
        return handOffs.use(code == null ? "" : code).compose(session -> {
            ctx.response().headers().add("Set-Cookie", gate.cookieFor(session));
            return Redirect.to(ctx, "/l/" + session.launch());
        });
    }

    private static Future<Void> redirect(RoutingContext ctx, int status, String location) {
        return ctx.response()
                .setStatusCode(status)
                .putHeader("Location", location)
                .end();
    }

    /** Short, since platforms may cap what they keep; it is no secret, the value is. */
    private static String storageKey(LoginState state) {
        return "state_" + state.nonce();
    }

    private static String cookieName(LoginState state) {
        return "waymark_login_" + state.nonce().substring(0, 12);
    }

    private static String loginCookie(LoginState state, String value, int seconds) {
        return Cookies.partitioned(cookieName(state), value, "/lti", seconds);
    }
}
