package dev.waymark.server.launch.notices;

import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import dev.waymark.lti.launch.Context;
import dev.waymark.lti.notices.Notice;
import dev.waymark.server.platforms.Connection;
import dev.waymark.server.platforms.KeySets;
import dev.waymark.server.platforms.Platforms;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Routes;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Where platforms post their notices; each is a token that is verified like a launch's. */
public final class NoticeRoutes {
    private static final String PATH = "/lti/notices/";
    private final Pool pool;
    private final NoticeStore store;
    private final Platforms platforms;
    private final KeySets keySets;
    private final Clock clock;

    public NoticeRoutes(Pool pool, NoticeStore store, Platforms platforms, KeySets keySets, Clock clock) {
        this.pool = pool;
        this.store = store;
        this.platforms = platforms;
        this.keySets = keySets;
        this.clock = clock;
    }

    /** The address for the notices of one registration. */
    static URI handler(URI publicUrl, UUID registration) {
        return publicUrl.resolve(PATH + registration);
    }

    public void mount(Routes routes) {
        routes.post(PATH + ":registration").respond(this::take);
    }

    private Future<Void> take(RoutingContext ctx) {
        UUID registration = Ids.parse(ctx.pathParam("registration")).orElseThrow(Problem::notFound);
        String body = ctx.body().length() <= 0 ? "" : ctx.body().asString();
        return platforms
                .of(registration)
                .map(found -> found.filter(Connection::active).orElseThrow(Problem::notFound))
                .compose(connection -> verified(connection, body).compose(notices -> keep(connection, notices)))
                .recover(NoticeRoutes::told)
                .compose(done -> ctx.response().setStatusCode(200).end());
    }

    /** All of them or none: a platform that sends one bad notice is told so. */
    private Future<List<Notice>> verified(Connection connection, String body) {
        List<String> tokens = Notice.tokens(body);
        URI url = connection.lti().jwksUri();
        return keySets.get(url)
                .map(keys -> tokens.stream()
                        .map(token -> Notice.verify(token, connection.lti(), keys, clock.instant()))
                        .toList())
                .recover(failure -> failure instanceof LtiException refusal && refusal.reason() == Reason.KID_UNKNOWN
                        ? keySets.refreshed(url)
                                .map(keys -> tokens.stream()
                                        .map(token -> Notice.verify(token, connection.lti(), keys, clock.instant()))
                                        .toList())
                        : Future.failedFuture(failure));
    }

    private Future<Void> keep(Connection connection, List<Notice> notices) {
        Future<Void> kept = Future.succeededFuture();
        for (Notice notice : notices) {
            Context copy = notice.context();
            if (notice.type().equals(Notice.CONTEXT_COPY) && copy != null) {
                kept = kept.compose(done -> store.copied(pool, connection, notice, copy));
            }
        }
        return kept;
    }

    private static Future<Void> told(Throwable failure) {
        return Future.failedFuture(
                failure instanceof LtiException refusal
                        ? Problem.of(
                                refusal.reason().status(),
                                refusal.reason().code(),
                                String.valueOf(refusal.getMessage()))
                        : failure);
    }
}
