package dev.waymark.server.progress;

import dev.waymark.server.editions.Earlier;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.editions.Part;
import dev.waymark.server.editions.PlacedAsset;
import dev.waymark.server.web.Problem;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes ticks and answers where learners stand; the same for pages, API, scores and command line. */
public final class Progress {
    private static final String NOT_NULL_VIOLATION = "23502";
    private static final String OTHER_EDITION = "22012";
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
        Change change = new Change(tick.learner(), asset.id(), (now, place) -> store.tick(pool, now, place, tick));
        return attempt(edition, asset, change, 1);
    }

    /** A manager's word on an asset, or taking it back; leads to all that a tick leads to. */
    public Future<Ticked> verify(Edition edition, PlacedAsset asset, Verifying verifying) {
        Change change = new Change(
                verifying.learner(), asset.id(), (now, place) -> VerifyingStore.verify(pool, now, place, verifying));
        return attempt(edition, asset, change, 1);
    }

    private record Change(UUID learner, UUID asset, BiFunction<Edition, PlacedAsset, Future<Standing>> statement) {}

    private Future<Ticked> attempt(Edition edition, PlacedAsset asset, Change change, int tries) {
        return change.statement()
                .apply(edition, asset)
                .onSuccess(standing -> {
                    if (standing.changed()) {
                        changed.accept(change.learner());
                    }
                })
                .compose(standing -> current(edition, standing, change.learner()))
                .map(standing -> new Ticked(edition, standing))
                .recover(failure ->
                        tries == MOST_TRIES ? Future.failedFuture(failure) : again(failure, edition, change, tries));
    }

    /** A tick that changed nothing read its figures as they were; they may be those of an earlier edition. */
    private Future<Standing> current(Edition edition, Standing standing, UUID learner) {
        return standing.basis() == edition.basis()
                ? Future.succeededFuture(standing)
                : counts(learner, edition).map(counts -> standing.withCells(counts.cells(), edition.basis()));
    }

    /** After an outdated snapshot on a fresh one; after another edition was published in that one. */
    private Future<Ticked> again(Throwable failure, Edition edition, Change change, int tries) {
        String state = failure instanceof PgException database ? database.getSqlState() : "";
        if (NOT_NULL_VIOLATION.equals(state)) {
            return placed(edition, change.asset()).compose(asset -> attempt(edition, asset, change, tries + 1));
        }
        if (OTHER_EDITION.equals(state)) {
            return editions.refreshed(edition.slug())
                    .compose(fresh -> recount(fresh, List.of(change.learner()))
                            .compose(done -> placed(fresh, change.asset()))
                            .compose(asset -> attempt(fresh, asset, change, tries + 1)));
        }
        return Future.failedFuture(failure);
    }

    private static Future<PlacedAsset> placed(Edition edition, UUID id) {
        return edition.asset(id)
                .map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(Problem.of(
                        409, "removed", "A new edition of the module was published, and this training is not in it.")));
    }

    /** Brings summaries up to an edition, in one transaction. */
    public Future<Integer> recount(Edition edition, List<UUID> learners) {
        return pool.withTransaction(connection -> store.recount(connection, edition, learners));
    }

    /** What counts for a learner, recounted first when it was counted for another edition. */
    public Future<ProgressStore.Counts> counts(UUID learner, Edition edition) {
        return store.counts(pool, learner, edition.moduleId()).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(ProgressStore.Counts.none(edition));
            }
            if (found.get().basis() == edition.basis()) {
                return Future.succeededFuture(found.get());
            }
            return recount(edition, List.of(learner))
                    .compose(done -> store.counts(pool, learner, edition.moduleId()))
                    .map(counted -> counted.orElseGet(() -> ProgressStore.Counts.none(edition)));
        });
    }

    /** How far a learner is. */
    public Future<Measure> measure(UUID learner, Edition edition) {
        return counts(learner, edition)
                .compose(counts -> store.record(pool, learner, edition.moduleId())
                        .map(record -> new Measure(edition, counts.cells(), record.orElse(null))));
    }

    /**
     * How far a learner is with a part of the module. Whoever holds a record of this cycle is measured against the
     * record's version there too, unless that had no such part.
     */
    public Future<Edition.Share> share(UUID learner, Measure measure, String environment, @Nullable Integer level) {
        Edition.Share now = measure.edition().scope(environment, level).share(measure.cells());
        Standing.Earned record = measure.record();
        if (record == null || !measure.finished() || now.complete()) {
            return Future.succeededFuture(now);
        }
        return store.pinned(pool, learner, measure.edition(), record, environment, level)
                .map(pinned -> pinned.total() == 0 ? now : pinned);
    }

    public Future<Overview> overview(UUID learner, Edition edition) {
        Future<ProgressStore.Counts> counts = counts(learner, edition);
        Future<Map<UUID, AssetProgress>> touched = store.assets(pool, learner, edition.moduleId());
        Future<Optional<Standing.Earned>> record = store.record(pool, learner, edition.moduleId());
        Future<Optional<Earlier>> pinned = record.compose(earned -> pinned(edition, earned));
        Future<Optional<String>> path = store.chosenPath(pool, learner, edition.moduleId());
        Future<Map<String, Standing.Earned>> parts = edition.records().equals(Part.Asked.NONE)
                ? Future.succeededFuture(Map.of())
                : store.partRecords(pool, learner, edition.moduleId());
        return Future.all(counts, touched, pinned, path, parts)
                .map(all -> new Overview(
                        new Measure(
                                edition,
                                counts.result().cells(),
                                record.result().orElse(null)),
                        counts.result(),
                        touched.result(),
                        pinned.result().orElse(null),
                        path.result().orElse(null),
                        parts.result()));
    }

    private Future<Optional<Earlier>> pinned(Edition edition, Optional<Standing.Earned> record) {
        return record.filter(earned -> !earned.version().equals(edition.versionId()))
                .map(earned -> editions.earlier(edition, earned.version()))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    public Future<Void> choosePath(UUID learner, Edition edition, String first) {
        return store.choosePath(pool, learner, edition.moduleId(), first);
    }
}
