package dev.waymark.server.progress;

import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.editions.PlacedAsset;
import dev.waymark.server.web.Problem;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Takes ticks and answers where learners stand; the same for pages, API, scores and command line. */
public final class Progress {
    private static final String NOT_NULL_VIOLATION = "23502";
    private static final String OTHER_EDITION = "22012";
    private static final int MOST_TRIES = 8;
    private final Pool pool;
    private final ProgressStore store;
    private final Editions editions;

    public Progress(Pool pool, ProgressStore store, Editions editions) {
        this.pool = pool;
        this.store = store;
        this.editions = editions;
    }

    /** Where a tick led, in the edition that it was counted for. */
    public record Ticked(Edition edition, Standing standing) {}

    /** One statement; more only after an edition was published since this learner's last tick. */
    public Future<Ticked> tick(Edition edition, PlacedAsset asset, Tick tick) {
        return attempt(edition, asset, tick, 1);
    }

    private Future<Ticked> attempt(Edition edition, PlacedAsset asset, Tick tick, int tries) {
        return store.tick(pool, edition, asset, tick)
                .compose(standing -> current(edition, standing, tick.learner()))
                .map(standing -> new Ticked(edition, standing))
                .recover(failure ->
                        tries == MOST_TRIES ? Future.failedFuture(failure) : again(failure, edition, tick, tries));
    }

    /** A tick that changed nothing read its figures as they were; they may be those of an earlier edition. */
    private Future<Standing> current(Edition edition, Standing standing, UUID learner) {
        return standing.basis() == edition.basis()
                ? Future.succeededFuture(standing)
                : counts(learner, edition).map(cells -> standing.withCells(cells, edition.basis()));
    }

    /** After an outdated snapshot on a fresh one; after another edition was published in that one. */
    private Future<Ticked> again(Throwable failure, Edition edition, Tick tick, int tries) {
        String state = failure instanceof PgException database ? database.getSqlState() : "";
        if (NOT_NULL_VIOLATION.equals(state)) {
            return placed(edition, tick).compose(asset -> attempt(edition, asset, tick, tries + 1));
        }
        if (OTHER_EDITION.equals(state)) {
            return editions.refreshed(edition.slug())
                    .compose(fresh -> recount(fresh, List.of(tick.learner()))
                            .compose(done -> placed(fresh, tick))
                            .compose(asset -> attempt(fresh, asset, tick, tries + 1)));
        }
        return Future.failedFuture(failure);
    }

    private static Future<PlacedAsset> placed(Edition edition, Tick tick) {
        return edition.asset(tick.asset())
                .map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(Problem.of(
                        409, "removed", "A new edition of the module was published, and this training is not in it.")));
    }

    /** Brings summaries up to an edition, in one transaction. */
    public Future<Integer> recount(Edition edition, List<UUID> learners) {
        return pool.withTransaction(connection -> store.recount(connection, edition, learners));
    }

    /** Completed assets by cell index, recounted first when they were counted for another edition. */
    public Future<int[]> counts(UUID learner, Edition edition) {
        return store.counts(pool, learner, edition.moduleId()).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(edition.waivedByCell());
            }
            if (found.get().basis() == edition.basis()) {
                return Future.succeededFuture(found.get().cells());
            }
            return recount(edition, List.of(learner))
                    .compose(done -> store.counts(pool, learner, edition.moduleId()))
                    .map(counted -> counted.map(ProgressStore.Counts::cells).orElseGet(edition::waivedByCell));
        });
    }

    public Future<Overview> overview(UUID learner, Edition edition) {
        Future<int[]> cells = counts(learner, edition);
        Future<Map<UUID, AssetProgress>> touched = store.assets(pool, learner, edition.moduleId());
        Future<Optional<Standing.Earned>> record = store.record(pool, learner, edition.moduleId());
        Future<Optional<String>> path = store.chosenPath(pool, learner, edition.moduleId());
        return Future.all(cells, touched, record, path)
                .map(all -> new Overview(
                        edition,
                        cells.result(),
                        touched.result(),
                        record.result().orElse(null),
                        path.result().orElse(null)));
    }

    public Future<Void> choosePath(UUID learner, Edition edition, String first) {
        return store.choosePath(pool, learner, edition.moduleId(), first);
    }
}
