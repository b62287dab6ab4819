package dev.waymark.server.jobs;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works the outbox: claims what is due, hands it to the handler of its kind, keeps its claim while it is at work,
 * notes how it ended. An attempt that does not end is given up, so that it keeps neither its place nor its lane.
 */
public final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    /** Far more than the largest roster of a slow LMS takes. */
    public static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(10);

    private static final long POLL_MILLIS = 500;
    /** A third of what a claim lasts. */
    private static final long RENEW_MILLIS = 30_000;

    private static final int AT_ONCE = 16;
    private static final int MOST_ATTEMPTS = 60;
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);
    private final Vertx vertx;
    private final Pool pool;
    private final Outbox outbox;
    private final Map<String, Function<Job, Future<Outcome>>> handlers;
    private final Duration limit;
    private final Set<UUID> atWork = ConcurrentHashMap.newKeySet();
    /** What follows happens on one context, whatever thread a job ends on. */
    private final Context context;

    private final Promise<Void> idle = Promise.promise();
    private int running;
    private boolean claiming;
    private boolean stopped;
    private long timer = -1;
    private long renewal = -1;

    /** @param limit after which an attempt is given up */
    public Worker(
            Vertx vertx,
            Pool pool,
            Outbox outbox,
            Map<String, Function<Job, Future<Outcome>>> handlers,
            Duration limit) {
        this.vertx = vertx;
        this.pool = pool;
        this.outbox = outbox;
        this.handlers = Map.copyOf(handlers);
        this.limit = limit;
        this.context = vertx.getOrCreateContext();
    }

    public void start() {
        context.runOnContext(begin -> {
            timer = vertx.setPeriodic(POLL_MILLIS, id -> poll());
            renewal = vertx.setPeriodic(RENEW_MILLIS, id -> renew());
        });
    }

    /** Claims nothing more. Done when what was at work has ended; what has not by then is left to its claim's end. */
    public Future<Void> stop(Duration grace) {
        context.runOnContext(end -> {
            stopped = true;
            vertx.cancelTimer(timer);
            rest();
        });
        return idle.future()
                .timeout(grace.toMillis(), TimeUnit.MILLISECONDS)
                .recover(late -> {
                    LOG.info("{} jobs are still at work; another node goes on with them", atWork.size());
                    return Future.succeededFuture();
                })
                .onComplete(done -> vertx.cancelTimer(renewal));
    }

    private void rest() {
        if (stopped && !claiming && running == 0) {
            idle.tryComplete();
        }
    }

    private void renew() {
        if (!atWork.isEmpty()) {
            outbox.renew(pool, atWork)
                    .onFailure(failure -> LOG.warn("The claims of jobs at work could not be renewed", failure));
        }
    }

    private void poll() {
        if (stopped || claiming || running >= AT_ONCE) {
            return;
        }
        claiming = true;
        outbox.claim(pool, handlers.keySet(), AT_ONCE - running)
                .onFailure(failure -> LOG.warn("The outbox cannot be read; trying again", failure))
                .onComplete(done -> context.runOnContext(next -> {
                    claiming = false;
                    work(done.succeeded() ? done.result() : List.of());
                    rest();
                }));
    }

    private void work(List<Job> jobs) {
        running += jobs.size();
        jobs.forEach(job -> atWork.add(job.id()));
        jobs.forEach(job -> attempt(job)
                .compose(outcome -> note(job, outcome))
                .onFailure(failure ->
                        LOG.warn("How job {} ended could not be noted; its claim will expire", job.id(), failure))
                .onComplete(done -> context.runOnContext(next -> {
                    atWork.remove(job.id());
                    running--;
                    poll();
                    rest();
                })));
    }

    private Future<Outcome> attempt(Job job) {
        Function<Job, Future<Outcome>> handler = handlers.get(job.kind());
        if (handler == null) {
            return Future.succeededFuture(new Outcome.Failed("Nothing handles the kind " + job.kind()));
        }
        return Future.succeededFuture(job)
                .compose(handler)
                .timeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> Future.succeededFuture(unended(job, failure)));
    }

    private Outcome unended(Job job, Throwable failure) {
        LOG.warn("Job {} {} failed", job.kind(), job.id(), failure);
        return new Outcome.Again(
                failure instanceof TimeoutException
                        ? "Given up: it did not end within " + limit.toSeconds() + " s"
                        : "Internal error, see the server's log",
                null);
    }

    private Future<Void> note(Job job, Outcome outcome) {
        if (outcome instanceof Outcome.Delivered delivered) {
            return outbox.finish(pool, job.id(), "delivered", delivered.note());
        }
        if (outcome instanceof Outcome.Again again && job.attempts() < MOST_ATTEMPTS) {
            Duration delay = again.delay() == null ? backOff(job.attempts()) : again.delay();
            return outbox.again(pool, job.id(), delay, again.reason());
        }
        String reason = outcome instanceof Outcome.Failed failed
                ? failed.reason()
                : "Gave up after " + MOST_ATTEMPTS + " attempts: " + ((Outcome.Again) outcome).reason();
        return outbox.finish(pool, job.id(), "failed", reason);
    }

    /** 1 s, 2 s, 4 s … one hour, with jitter. */
    static Duration backOff(int attempts) {
        long seconds = Math.min(LONGEST_DELAY.toSeconds(), 1L << Math.min(attempts - 1, 12));
        long jitter = ThreadLocalRandom.current().nextLong(250 * Math.min(seconds, 60) + 1);
        return Duration.ofSeconds(seconds).plusMillis(jitter);
    }
}
