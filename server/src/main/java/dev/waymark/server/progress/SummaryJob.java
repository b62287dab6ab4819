package dev.waymark.server.progress;

import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.Editions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings summaries up to the current editions in the background, a batch at a time. Learners never wait for it: who
 * comes first is recounted on the way.
 */
public final class SummaryJob {
    private static final Logger LOG = LoggerFactory.getLogger(SummaryJob.class);
    private static final long EVERY_MILLIS = 1_000;
    private static final int BATCH = 200;
    private final Vertx vertx;
    private final Pool pool;
    private final ProgressStore store;
    private final Progress progress;
    private final Editions editions;
    private long timer = -1;
    private boolean running;

    public SummaryJob(Vertx vertx, Pool pool, ProgressStore store, Progress progress, Editions editions) {
        this.vertx = vertx;
        this.pool = pool;
        this.store = store;
        this.progress = progress;
        this.editions = editions;
    }

    public void start() {
        timer = vertx.setPeriodic(EVERY_MILLIS, id -> run());
    }

    public void stop() {
        vertx.cancelTimer(timer);
    }

    private void run() {
        if (running) {
            return;
        }
        running = true;
        catchUp()
                .onFailure(failure -> LOG.warn("Summaries cannot be recounted; trying again", failure))
                .onComplete(done -> running = false);
    }

    /** Until nothing is stale. */
    public Future<Void> catchUp() {
        return editions.all().compose(all -> {
            Future<Void> chain = Future.succeededFuture();
            for (Edition edition : all) {
                chain = chain.compose(done -> catchUp(edition));
            }
            return chain;
        });
    }

    private Future<Void> catchUp(Edition edition) {
        return store.stale(pool, edition, BATCH)
                .compose(learners -> learners.isEmpty()
                        ? Future.succeededFuture()
                        : progress.recount(edition, learners).compose(counted -> catchUp(edition)));
    }
}
