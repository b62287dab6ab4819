package dev.waymark.server.team;

import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.Editions;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.List;

/** Proves that the summaries are what the ticks add up to, or names the learners for whom they are not. */
public final class Reconcile {
    private final Pool pool;
    private final Editions editions;
    private final ReconcileStore store = new ReconcileStore();

    public Reconcile(Pool pool, Editions editions) {
        this.pool = pool;
        this.editions = editions;
    }

    /**
     * What was found for one module.
     *
     * @param compared how many summaries of the current edition were compared
     * @param outdated how many wait for a recount after an edition was published; nobody believes those
     */
    public record Finding(String module, long compared, long outdated, List<Difference> differences) {
        public boolean clean() {
            return differences.isEmpty();
        }
    }

    /** A learner whose summary and ticks differ. */
    public record Difference(String learner, List<Integer> summary, List<Integer> ticks) {}

    /** Compares every module, one after the other. */
    public Future<List<Finding>> all() {
        return editions.all().compose(all -> rest(all, new ArrayList<>()));
    }

    private Future<List<Finding>> rest(List<Edition> left, List<Finding> found) {
        if (left.isEmpty()) {
            return Future.succeededFuture(found);
        }
        return pool.withTransaction(connection -> one(connection, left.get(0))).compose(finding -> {
            found.add(finding);
            return rest(left.subList(1, left.size()), found);
        });
    }

    private Future<Finding> one(SqlClient client, Edition edition) {
        return store.counts(client, edition)
                .compose(counts -> store.differences(client, edition)
                        .map(differences ->
                                new Finding(edition.slug(), counts.compared(), counts.outdated(), differences)));
    }
}
