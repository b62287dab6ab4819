package dev.waymark.server.nudges;

import dev.waymark.server.jobs.Job;
import dev.waymark.server.jobs.Outcome;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** Sends one person's digest, at most once a week: better none than two. */
public final class DigestJob {
    public static final String KIND = "digest";
    private final Pool pool;
    private final NudgeStore store;
    private final Nudges nudges;
    private final Mailer mailer;

    DigestJob(Pool pool, NudgeStore store, Nudges nudges, Mailer mailer) {
        this.pool = pool;
        this.store = store;
        this.nudges = nudges;
        this.mailer = mailer;
    }

    public Future<Outcome> run(Job job) {
        UUID learner = job.learner();
        if (learner == null) {
            return Future.succeededFuture(new Outcome.Failed("It names nobody."));
        }
        return nudges.letter(learner)
                .compose(letter -> letter.isEmpty()
                        ? Future.succeededFuture(new Outcome.Delivered("Nothing to tell."))
                        : send(job, learner, letter.get()));
    }

    private Future<Outcome> send(Job job, UUID learner, Letter letter) {
        return store.spend(pool, learner)
                .compose(spent -> spent.isEmpty()
                        ? Future.succeededFuture(unspent(job))
                        : mailer.send(letter)
                                .<Outcome>map(done -> new Outcome.Delivered("Sent."))
                                .recover(failure -> unsent(learner, spent.get(), failure)));
    }

    /** A second attempt that finds the week spent follows one that was cut off between spending and sending. */
    private static Outcome unspent(Job job) {
        return job.attempts() > 1
                ? new Outcome.Failed("A server stopped while sending it. Whether it arrived is not known, so it is not"
                        + " sent again this week.")
                : new Outcome.Delivered("Not sent: there was one this week, or they stopped it.");
    }

    private Future<Outcome> unsent(UUID learner, OffsetDateTime spent, Throwable failure) {
        if (!(failure instanceof Undelivered undelivered)) {
            return Future.failedFuture(failure);
        }
        String reason = Optional.ofNullable(undelivered.getMessage()).orElse("");
        if (!undelivered.refused()) {
            return Future.succeededFuture(
                    new Outcome.Failed(reason + " It may have left, so it is not sent again this week."));
        }
        return undelivered.forGood()
                ? Future.succeededFuture(new Outcome.Failed(reason))
                : store.giveBack(pool, learner, spent).map(new Outcome.Again(reason, null));
    }
}
