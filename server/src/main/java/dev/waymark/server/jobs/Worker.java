package dev.waymark.server.jobs;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works the outbox: claims what is due, hands it to the handler of its kind, notes how it ended. */
public final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final long POLL_MILLIS = 500;
    private static final int AT_ONCE = 16;
    private static final int MOST_ATTEMPTS = 60;
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);
    private final Vertx vertx;
    private final Pool pool;
    private final Outbox outbox;
    private final Map<String, Function<Job, Future<Outcome>>> handlers;
    private int running;
    private boolean claiming;
    private long timer = -1;

    public Worker(Vertx vertx, Pool pool, Outbox outbox, Map<String, Function<Job, Future<Outcome>>> handlers) {
        this.vertx = vertx;
        this.pool = pool;
        this.outbox = outbox;
        this.handlers = Map.copyOf(handlers);
    }

    public void start() {
        timer = vertx.setPeriodic(POLL_MILLIS, id -> poll());
    }

    public void stop() {
        vertx.cancelTimer(timer);
    }

    private void poll() {
        if (claiming || running >= AT_ONCE) {
            return;
        }
        claiming = true;
        outbox.claim(pool, handlers.keySet(), AT_ONCE - running)
                .onComplete(done -> claiming = false)
                .onSuccess(this::work)
                .onFailure(failure -> LOG.warn("The outbox cannot be read; trying again", failure));
    }

    private void work(List<Job> jobs) {
        running += jobs.size();
        jobs.forEach(job -> attempt(job)
                .compose(outcome -> note(job, outcome))
                .onFailure(failure ->
                        LOG.warn("How job {} ended could not be noted; its claim will expire", job.id(), failure))
                .onComplete(done -> {
                    running--;
                    poll();
                }));
    }

    private Future<Outcome> attempt(Job job) {
        Function<Job, Future<Outcome>> handler = handlers.get(job.kind());
        if (handler == null) {
            return Future.succeededFuture(new Outcome.Failed("Nothing handles the kind " + job.kind()));
        }
        return Future.succeededFuture(job).compose(handler).recover(failure -> {
            LOG.warn("Job {} {} failed", job.kind(), job.id(), failure);
            return Future.succeededFuture(new Outcome.Again("Internal error, see the server's log", null));
        });
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
