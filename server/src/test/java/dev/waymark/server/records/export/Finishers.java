package dev.waymark.server.records.export;

import dev.waymark.server.Await;
import dev.waymark.server.Eventually;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.EditionStore;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.progress.AssetState;
import dev.waymark.server.progress.Progress;
import dev.waymark.server.progress.ProgressStore;
import dev.waymark.server.progress.Tick;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Learners who tick everything, and so get a record each. */
final class Finishers {
    private static final int AT_ONCE = 50;
    private final Pool pool;
    private final Progress progress;
    private final Edition edition;

    Finishers(Pool pool, String slug) {
        Editions editions = new Editions(pool, new EditionStore(), Clock.systemUTC());
        this.pool = pool;
        this.progress = new Progress(pool, new ProgressStore(), editions);
        this.edition = Await.result(editions.of(slug));
    }

    UUID add(@Nullable String name) {
        return Await.result(finish(name));
    }

    /** Named Learner 0001 and so on. */
    void add(int many) {
        for (int first = 0; first < many; first += AT_ONCE) {
            List<Future<UUID>> batch = IntStream.range(first, Math.min(many, first + AT_ONCE))
                    .mapToObj(i -> finish("Learner %04d".formatted(i + 1)))
                    .toList();
            Await.result(Future.all(batch));
        }
    }

    private Future<UUID> finish(@Nullable String name) {
        UUID learner = UUID.randomUUID();
        Future<?> done = pool.preparedQuery(
                        "insert into learner (id, platform_id, sub, name) values ($1, $1, $1::text, $2)")
                .execute(Tuple.of(learner, name));
        for (int asset = 0; asset < edition.total(); asset++) {
            int index = asset;
            done = done.compose(before -> progress.tick(
                    edition,
                    edition.assets().get(index),
                    new Tick(
                            learner,
                            UUID.randomUUID(),
                            edition.assets().get(index).id(),
                            AssetState.COMPLETED,
                            null,
                            null,
                            null)));
        }
        return done.map(learner);
    }

    /** Until a server has signed every record. */
    void awaitSigned(Duration within) {
        Eventually.holds(
                "every record is signed",
                within,
                () -> count("select count(*) from record r left join credential c on c.record_id = r.id"
                                + " where c.record_id is null")
                        == 0);
    }

    long count(String sql) {
        return Await.result(pool.query(sql).execute()).iterator().next().getLong(0);
    }
}
