package dev.waymark.server.web;

import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request through with the session it proves: pages by the cookie of their own launch, the API by
 * a bearer. State-changing page requests also prove that they come from one of our pages.
 */
public final class SessionGate {
    private static final String KEY = "session";
    private static final String COOKIE = "waymark";
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private final SessionTokens tokens;
    private final Function<UUID, Future<Optional<Session>>> sessions;
    private final String origin;
    private final Clock clock;

    public SessionGate(
            SessionTokens tokens, Function<UUID, Future<Optional<Session>>> sessions, URI publicUrl, Clock clock) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.origin = publicUrl.toString();
        this.clock = clock;
    }

    /** The session of a request that came through the gate. */
    public static Session of(RoutingContext ctx) {
        Session session = ctx.get(KEY);
        if (session == null) {
            throw Problem.signedOut();
        }
        return session;
    }

    /** The session of a Waymark administrator; for everybody else there is nothing here. */
    public static Session administrator(RoutingContext ctx) {
        Session session = of(ctx);
        if (!session.admin()) {
            throw Problem.notFound();
        }
        return session;
    }

    /** The session of a request, or null: for pages that can do without. */
    public static @Nullable Session orNull(RoutingContext ctx) {
        return ctx.get(KEY);
    }

    /** For {@code /l/:launch/…}. */
    public void page(RoutingContext ctx) {
        if (!holdsCookie(ctx)) {
            ctx.fail(Problem.signedOut());
            return;
        }
        UUID launch = UUID.fromString(ctx.pathParam("launch"));
        if (!SAFE.contains(ctx.request().method()) && !fromOurPage(ctx, launch)) {
            ctx.fail(Problem.of(403, "cross-site", "This request did not come from a page of this session."));
            return;
        }
        admit(ctx, launch);
    }

    /** Whether the cookie of the launch in the path came with the request. */
    public boolean holdsCookie(RoutingContext ctx) {
        Cookie cookie = ctx.request().getCookie(COOKIE);
        return Ids.parse(ctx.pathParam("launch"))
                .filter(launch -> cookie != null && tokens.cookieFits(launch, cookie.getValue()))
                .isPresent();
    }

    /** For {@code /api/v1/…}. */
    public void api(RoutingContext ctx) {
        String header = ctx.request().getHeader("Authorization");
        Optional<UUID> launch = header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? tokens.launchOf(header.substring(7).strip())
                : Optional.empty();
        if (launch.isEmpty()) {
            ctx.response().putHeader("WWW-Authenticate", "Bearer");
            ctx.fail(Problem.signedOut());
            return;
        }
        admit(ctx, launch.get());
    }

    private void admit(RoutingContext ctx, UUID launch) {
        sessions.apply(launch)
                .map(found -> found.filter(session -> session.expiresAt().isAfter(clock.instant()))
                        .orElseThrow(Problem::signedOut))
                .onSuccess(session -> {
                    ctx.put(KEY, session);
                    SecurityHeaders.framedBy(ctx, session.frames());
                    ctx.next();
                })
                .onFailure(ctx::fail);
    }

    private boolean fromOurPage(RoutingContext ctx, UUID launch) {
        String site = ctx.request().getHeader("Sec-Fetch-Site");
        String from = ctx.request().getHeader("Origin");
        boolean sameOrigin = site != null ? site.equals("same-origin") : origin.equals(from);
        String header = ctx.request().getHeader("X-Waymark-Token");
        String token = header != null ? header : ctx.request().getFormAttribute("_token");
        return sameOrigin && token != null && tokens.formFits(launch, token);
    }

    /** The Set-Cookie value of a session: its own path, so that two launches in one browser stay two people. */
    public String cookieFor(Session session) {
        long seconds = Duration.between(clock.instant(), session.expiresAt()).toSeconds();
        String path = "/l/" + session.launch();
        return Cookies.partitioned(COOKIE, tokens.cookie(session.launch()), path, seconds);
    }
}
