package dev.waymark.server.launch.notices;

import dev.waymark.lti.LtiException;
import dev.waymark.lti.http.ServiceOutcome;
import dev.waymark.lti.launch.NotificationService;
import dev.waymark.lti.notices.Notice;
import dev.waymark.lti.notices.NoticeHandler;
import dev.waymark.server.jobs.Job;
import dev.waymark.server.jobs.Outcome;
import dev.waymark.server.outbound.Outbound;
import dev.waymark.server.platforms.Connection;
import dev.waymark.server.platforms.Platforms;
import dev.waymark.server.platforms.access.Grant;
import dev.waymark.server.platforms.access.ServiceCalls;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Asks a platform to tell us of copied contexts. */
public final class NoticesJob {
    public static final String KIND = "notices";
    private final Pool pool;
    private final NoticeStore store;
    private final Platforms platforms;
    private final ServiceCalls calls;
    private final URI publicUrl;
    private final Clock clock;

    public NoticesJob(
            Pool pool, NoticeStore store, Platforms platforms, ServiceCalls calls, URI publicUrl, Clock clock) {
        this.pool = pool;
        this.store = store;
        this.platforms = platforms;
        this.calls = calls;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    public Future<Outcome> run(Job job) {
        UUID registration = Objects.requireNonNull(job.registration());
        return platforms.of(registration).compose(connection -> subscribed(job, connection.filter(Connection::active)));
    }

    private Future<Outcome> subscribed(Job job, Optional<Connection> connection) {
        if (connection.isEmpty()) {
            return Future.succeededFuture(new Outcome.Failed("The LMS is no longer connected."));
        }
        String deployment = job.body().path("deployment").asText();
        NotificationService service = new NotificationService(
                URI.create(job.body().path("url").asText()), Set.of(NoticeHandler.SCOPE), Set.of(Notice.CONTEXT_COPY));
        URI handler = NoticeRoutes.handler(publicUrl, connection.get().id());
        Grant grant = new Grant(connection.get(), deployment, Set.of(NoticeHandler.SCOPE));
        return calls.send(
                        grant,
                        token -> NoticeHandler.of(Notice.CONTEXT_COPY, handler).register(service, token))
                .map(exchange -> outcome(ServiceOutcome.of(exchange.response(), clock.instant())))
                .recover(failure -> failure instanceof LtiException || failure instanceof Outbound.Unreachable
                        ? Future.succeededFuture(new Outcome.Again(String.valueOf(failure.getMessage()), null))
                        : Future.failedFuture(failure))
                .compose(outcome -> outcome instanceof Outcome.Again
                        ? Future.succeededFuture(outcome)
                        : store.asked(pool, connection.get().id(), deployment).map(outcome));
    }

    private static Outcome outcome(ServiceOutcome answer) {
        if (answer instanceof ServiceOutcome.Delivered) {
            return new Outcome.Delivered("The LMS tells of copied courses.");
        }
        if (answer instanceof ServiceOutcome.Retry retry) {
            return new Outcome.Again(retry.why(), retry.delay());
        }
        if (answer instanceof ServiceOutcome.RefreshToken) {
            return new Outcome.Again("The LMS no longer took the access token (401).", null);
        }
        return new Outcome.Failed(
                answer instanceof ServiceOutcome.Refused refused
                        ? refused.why()
                        : "The LMS has a conflicting handler.");
    }
}
