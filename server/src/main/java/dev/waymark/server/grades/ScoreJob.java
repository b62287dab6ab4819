package dev.waymark.server.grades;

import dev.waymark.lti.LtiException;
import dev.waymark.lti.grades.GradeScopes;
import dev.waymark.lti.grades.LineItemKey;
import dev.waymark.lti.grades.Score;
import dev.waymark.lti.grades.ScoreClock;
import dev.waymark.lti.grades.Scores;
import dev.waymark.lti.http.LtiResponse;
import dev.waymark.lti.http.ServiceOutcome;
import dev.waymark.server.editions.LinkScope;
import dev.waymark.server.jobs.Job;
import dev.waymark.server.jobs.Outcome;
import dev.waymark.server.outbound.Outbound;
import dev.waymark.server.platforms.Connection;
import dev.waymark.server.platforms.Platforms;
import dev.waymark.server.platforms.access.Grant;
import dev.waymark.server.platforms.access.ServiceCalls;
import dev.waymark.server.web.Ids;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Sends one learner's current score to one link's line item. What is sent is computed when it is sent and
 * noted before it leaves, so that a retry repeats it, timestamp and all, and an older score never follows.
 */
public final class ScoreJob {
    public static final String KIND = "score";
    private static final Set<String> USED =
            Set.of(GradeScopes.LINE_ITEM, GradeScopes.LINE_ITEM_READ_ONLY, GradeScopes.RESULT, GradeScopes.SCORE);
    /** A post begun later, after a slow token, could outlive the job's claim and overtake a newer score. */
    private static final Duration LATEST_START = Duration.ofSeconds(15);

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final int MOST_CONFLICTS = 4;
    private final Pool pool;
    private final GradeStore store;
    private final Platforms platforms;
    private final Scoring scoring;
    private final ServiceCalls calls;
    private final GradeBook gradeBook;
    private final LineItemSearch lineItems;
    private final Pauses pauses;
    private final Clock clock;

    public ScoreJob(
            Pool pool,
            GradeStore store,
            Platforms platforms,
            Scoring scoring,
            ServiceCalls calls,
            GradeBook gradeBook,
            Clock clock) {
        this.pool = pool;
        this.store = store;
        this.platforms = platforms;
        this.scoring = scoring;
        this.calls = calls;
        this.gradeBook = gradeBook;
        this.lineItems = new LineItemSearch(calls);
        this.pauses = new Pauses(clock);
        this.clock = clock;
    }

    /** A score on its way. */
    private record Sending(
            Job job,
            UUID module,
            Target target,
            Scoring.Now score,
            Grant grant,
            boolean partialIsPending,
            Instant began) {}

    public Future<Outcome> run(Job job) {
        Instant began = clock.instant();
        UUID module = Ids.parse(job.body().path("module").asText()).orElseThrow();
        UUID learner = Objects.requireNonNull(job.learner());
        UUID link = Objects.requireNonNull(job.subject());
        return store.target(pool, learner, link, module)
                .compose(found -> found.isEmpty()
                        ? failed("The learner or the link no longer exists here.")
                        : prepared(job, module, found.get(), began))
                .recover(failure -> explained(job, failure));
    }

    private Future<Outcome> prepared(Job job, UUID module, Target target, Instant began) {
        Optional<Duration> pause = pauses.remaining(target.registration());
        if (pause.isPresent()) {
            return again("The LMS asked to slow down.", pause.get());
        }
        if (target.testUser()) {
            return failed("Test users have no grades.");
        }
        if (!target.scopes().contains(GradeScopes.SCORE)) {
            return failed("The LMS does not let this tool send scores for this link.");
        }
        return platforms
                .of(target.registration())
                .compose(connection -> connection.filter(Connection::active).isEmpty()
                        ? failed("The LMS is no longer connected.")
                        : scoring.of(target, module)
                                .compose(score -> score.isEmpty()
                                        ? failed("The module is no longer published.")
                                        : decided(sending(job, module, target, score.get(), connection.get(), began))));
    }

    private static Sending sending(
            Job job, UUID module, Target target, Scoring.Now score, Connection connection, Instant began) {
        Set<String> scopes = target.scopes().stream().filter(USED::contains).collect(Collectors.toSet());
        Grant grant = new Grant(connection, target.deployment(), scopes);
        return new Sending(job, module, target, score, grant, connection.pendingPartialScores(), began);
    }

    private Future<Outcome> decided(Sending sending) {
        Target.Sent last = sending.target().last();
        int percent = sending.score().percent();
        if (last == null && !sending.score().begun()) {
            return delivered("Nothing was completed yet, so nothing was sent.");
        }
        boolean same = last != null && Objects.equals(last.percent(), percent);
        boolean wanted = sending.job().body().path("force").asBoolean();
        if (last != null && same && last.delivered() && !wanted) {
            return delivered("The LMS has " + percent + " % already, sent at " + last.at() + ".");
        }
        if (last != null && same && !last.delivered()) {
            return offered(sending, last.at());
        }
        Instant changed = Optional.ofNullable(sending.target().changedAt()).orElse(clock.instant());
        Instant sentAt = last == null ? null : last.newest();
        Instant stamp = ScoreClock.timestamp(changed, sentAt, clock.instant());
        return stamp == null
                ? again("Waiting for the second after the last score.", untilDue(changed, sentAt))
                : offered(sending, stamp.truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
    }

    private Duration untilDue(Instant changed, @org.jspecify.annotations.Nullable Instant sentAt) {
        Duration wait = Duration.between(clock.instant(), ScoreClock.due(changed, sentAt));
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private Future<Outcome> offered(Sending sending, Instant stamp) {
        return lineItem(sending)
                .compose(item -> item.isEmpty()
                        ? again("Another job looks for the line item.", SOON)
                        : store.offer(
                                        pool,
                                        sending.target(),
                                        sending.module(),
                                        sending.score().percent(),
                                        stamp)
                                .compose(newest -> newest
                                        ? post(sending, item.get(), stamp)
                                        : again("A newer score left.", SOON)));
    }

    /** The launch's line item, else the one found or made earlier, else a search by one job at a time. */
    private Future<Optional<URI>> lineItem(Sending sending) {
        Target target = sending.target();
        if (target.lineItem() != null) {
            return Future.succeededFuture(Optional.of(target.lineItem()));
        }
        URI container = target.lineItems();
        if (container == null) {
            return Future.failedFuture(new Hopeless("The LMS names no line items for this link."));
        }
        return store.claimLineItem(pool, target.link(), sending.module())
                .compose(mine -> mine ? search(sending, container) : Future.succeededFuture(Optional.empty()));
    }

    private Future<Optional<URI>> search(Sending sending, URI container) {
        Target target = sending.target();
        String slug = sending.score().edition().slug();
        LineItemKey key = new LineItemKey(
                target.linkId(), LinkScope.resourceId(slug, target.environment(), target.level()), LinkScope.TAG);
        String title = target.linkTitle();
        String label = title == null || title.isBlank()
                ? sending.score().edition().module().title()
                : title;
        return lineItems
                .findOrMake(sending.grant(), container, key, label)
                .compose(url -> store.setLineItem(pool, target.link(), sending.module(), url)
                        .map(Optional.of(url)))
                .recover(failure -> store.setLineItem(pool, target.link(), sending.module(), null)
                        .compose(freed -> Future.failedFuture(failure)));
    }

    private Future<Outcome> post(Sending sending, URI item, Instant stamp) {
        if (clock.instant().isAfter(sending.began().plus(LATEST_START))) {
            return again("The LMS was slow; trying afresh.", Duration.ZERO);
        }
        Score score = Score.percent(
                sending.target().sub(),
                sending.score().percent(),
                sending.partialIsPending(),
                stamp,
                sending.score().comment());
        return calls.send(sending.grant(), token -> Scores.post(item, score, token))
                .compose(exchange -> answered(sending, item, stamp, exchange.response()));
    }

    private Future<Outcome> answered(Sending sending, URI item, Instant stamp, LtiResponse response) {
        ServiceOutcome outcome = ServiceOutcome.of(response, clock.instant());
        if (outcome instanceof ServiceOutcome.Delivered) {
            return taken(sending, item, stamp, "");
        }
        if (outcome instanceof ServiceOutcome.Conflict) {
            return conflict(sending, item, stamp);
        }
        if (response.status() == 400 && repeats(sending, stamp)) {
            return conflict(sending, item, stamp);
        }
        boolean gone = response.status() == 404 || response.status() == 410;
        if (gone && !sending.target().given()) {
            return store.setLineItem(pool, sending.target().link(), sending.module(), null)
                    .compose(done -> sending.job().attempts() < MOST_CONFLICTS
                            ? again("The line item is gone; looking for it again.", SOON)
                            : failed("The line item no longer exists in the LMS."));
        }
        return Future.succeededFuture(retried(sending.job(), sending.target().registration(), response));
    }

    /** Whether this very score left before: Open edX calls a time that it has already malformed, and no conflict. */
    private static boolean repeats(Sending sending, Instant stamp) {
        Target.Sent last = sending.target().last();
        return last != null && !last.delivered() && last.at().equals(stamp);
    }

    private Future<Outcome> taken(Sending sending, URI item, Instant stamp, String note) {
        return store.taken(pool, sending.target(), sending.module(), stamp, clock.instant())
                .map(done ->
                        new Outcome.Delivered(sending.score().percent() + " % at " + stamp + " to " + item + note));
    }

    /** Either this very score arrived earlier, or the LMS holds a newer one and ours needs a newer timestamp. */
    private Future<Outcome> conflict(Sending sending, URI item, Instant stamp) {
        return gradeBook
                .shown(sending.grant(), item, sending.target().sub())
                .compose(shown -> shown.filter(value ->
                                        Math.abs(value - sending.score().percent()) < GradeBook.TOLERANCE)
                                .isPresent()
                        ? taken(sending, item, stamp, "; the LMS had it already")
                        : store.doubted(pool, sending.target(), sending.module())
                                .compose(done -> sending.job().attempts() < MOST_CONFLICTS
                                        ? again("The LMS holds a newer score; sending ours with a new time.", SOON)
                                        : failed("The LMS keeps a newer score than ours, such as a teacher's (409).")));
    }

    private Outcome retried(Job job, UUID registration, LtiResponse response) {
        ServiceOutcome outcome = ServiceOutcome.of(response, clock.instant());
        boolean forbidden = response.status() == 403;
        if (outcome instanceof ServiceOutcome.Retry retry) {
            Duration delay = retry.delay();
            if (delay != null) {
                pauses.until(registration, delay);
            }
            return new Outcome.Again(retry.why(), delay);
        }
        if (outcome instanceof ServiceOutcome.Refused refused) {
            return forbidden && job.attempts() == 1
                    ? new Outcome.Again("The LMS forbade it, perhaps for an old access token (403).", Duration.ZERO)
                    : new Outcome.Failed(refused.why());
        }
        return new Outcome.Again(
                "The LMS no longer took the access token (401).", job.attempts() < 3 ? Duration.ZERO : null);
    }

    /** Failures on the way to the line item are sorted like the LMS's answers to a score. */
    private Future<Outcome> explained(Job job, Throwable failure) {
        if (failure instanceof Refused refused) {
            UUID registration = Objects.requireNonNull(job.registration());
            return Future.succeededFuture(retried(job, registration, refused.response()));
        }
        if (failure instanceof Hopeless) {
            return failed(String.valueOf(failure.getMessage()));
        }
        if (failure instanceof LtiException || failure instanceof Outbound.Unreachable) {
            return Future.succeededFuture(new Outcome.Again(String.valueOf(failure.getMessage()), null));
        }
        return Future.failedFuture(failure);
    }

    /** Trying again would not help. */
    private static final class Hopeless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Hopeless(String text) {
            super(text, null, false, false);
        }
    }

    private static Future<Outcome> delivered(String note) {
        return Future.succeededFuture(new Outcome.Delivered(note));
    }

    private static Future<Outcome> again(String reason, Duration delay) {
        return Future.succeededFuture(new Outcome.Again(reason, delay));
    }

    private static Future<Outcome> failed(String reason) {
        return Future.succeededFuture(new Outcome.Failed(reason));
    }
}
