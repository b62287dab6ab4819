package dev.waymark.server.progress;

import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.Editions;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;

/**
 * Brings summaries up to the current editions in the background, a batch at a time. Learners never wait for it: who
 * comes first is recounted on the way.
 */
public final class SummaryJob {
    private static final int BATCH = 200;
    private final Pool pool;
    private final ProgressStore store;
    private final Progress progress;
    private final Editions editions;

    public SummaryJob(Pool pool, ProgressStore store, Progress progress, Editions editions) {
        this.pool = pool;
        this.store = store;
        this.progress = progress;
        this.editions = editions;
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
