package dev.waymark.server.progress;

import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.editions.PlacedAsset;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Takes ticks and answers where learners stand; the same for pages, API, scores and command line. */
public final class Progress {
    private static final String NOT_NULL_VIOLATION = "23502";
    private static final int MOST_TRIES = 8;
    private final Pool pool;
    private final ProgressStore store;
    private final Editions editions;
    private volatile Consumer<UUID> changed = learner -> {};

    public Progress(Pool pool, ProgressStore store, Editions editions) {
        this.pool = pool;
        this.store = store;
        this.editions = editions;
    }

    /** Where a tick led, in the edition that it was counted for. */
    public record Ticked(Edition edition, Standing standing) {}

    /** Tells of every learner whose progress has just changed, after it was committed. */
    public void onChange(Consumer<UUID> listener) {
        changed = listener;
    }

    /** One statement; more only after an edition was published since this learner's last tick. */
    public Future<Ticked> tick(Edition edition, PlacedAsset asset, Tick tick) {
        return settled(edition, tick.learner(), () -> store.tick(pool, edition, asset, tick));
    }

    /** A manager's word on an asset, or taking it back; leads to all that a tick leads to. */
    public Future<Ticked> verify(Edition edition, PlacedAsset asset, Verifying verifying) {
        return settled(edition, verifying.learner(), () -> VerifyingStore.verify(pool, edition, asset, verifying));
    }

    private Future<Ticked> settled(Edition edition, UUID learner, Supplier<Future<Standing>> statement) {
        return attempt(statement, 1)
                .onSuccess(standing -> {
                    if (standing.changed()) {
                        changed.accept(learner);
                    }
                })
                .compose(standing -> standing.basis() == edition.basis()
                        ? Future.succeededFuture(new Ticked(edition, whole(standing, edition)))
                        : caughtUp(edition, standing, learner));
    }

    /** Ticks of one learner that arrive together can outdate each other's snapshot: then again, on a fresh one. */
    private static Future<Standing> attempt(Supplier<Future<Standing>> statement, int tries) {
        return statement
                .get()
                .recover(failure -> tries < MOST_TRIES && outdated(failure)
                        ? attempt(statement, tries + 1)
                        : Future.failedFuture(failure));
    }

    private static boolean outdated(Throwable failure) {
        return failure instanceof PgException database && NOT_NULL_VIOLATION.equals(database.getSqlState());
    }

    private static Standing whole(Standing standing, Edition edition) {
        return standing.cells().length == edition.cells().size()
                ? standing
                : standing.withCells(edition.waivedByCell(), edition.basis());
    }

    private Future<Ticked> caughtUp(Edition known, Standing standing, UUID learner) {
        return editions.refreshed(known.slug())
                .compose(edition -> counts(learner, edition)
                        .compose(cells -> store.record(pool, learner, edition.moduleId())
                                .map(record -> new Ticked(
                                        edition,
                                        standing.withCells(cells, edition.basis())
                                                .withRecord(record.orElse(null))))));
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
