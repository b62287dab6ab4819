package dev.waymark.server.editions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.Await;
import dev.waymark.server.TestDatabase;
import dev.waymark.server.database.Database;
import dev.waymark.server.editions.drafts.Draft;
import dev.waymark.server.editions.publishing.Publishing;
import dev.waymark.server.progress.Learners;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A publication whose connections drop half-way leaves one edition whole, and can be done again. */
class PublishDropTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final int NOT_DROPPED = -1;

    @AfterAll
    static void stop() {
        Await.result(VERTX.close());
    }

    @Test
    void droppedFiveTimesAndDoneAgainItEndsAsIfNothingHadHappened() {
        drop(5, 20_240_503);
    }

    @Tag("soak")
    @Test
    void droppedFiftyTimesAndDoneAgainItEndsAsIfNothingHadHappened() {
        drop(50, 20_240_502);
    }

    private static void drop(int times, long seed) {
        Random random = new Random(seed);
        String untouched = end(NOT_DROPPED);
        IntStream.range(0, times)
                .forEach(i -> assertThat(end(random.nextInt(60))).isEqualTo(untouched));
    }

    /** What the database says after a publication whose connections dropped after so many milliseconds, and done again. */
    private static String end(int dropAfter) {
        Database database = TestDatabase.fresh();
        Pool first = database.pool(VERTX);
        TestEditions editions = new TestEditions(VERTX, first);
        Edition before = editions.publish(KilledModule.page(6, 0));
        Learners learners = new Learners(first, editions.editions());
        IntStream.range(0, 6)
                .forEach(i -> learners.complete(
                        learners.add(new UUID(7, i)), before, before.assets().subList(0, i + 2)));
        UUID draft = editions.take(KilledModule.page(8, 1)).draft().id();
        Future<Draft> publication = editions.publishing().publish(draft, Publishing.Order.NOW, TestEditions.ACTOR);
        if (dropAfter != NOT_DROPPED) {
            Await.result(VERTX.timer(dropAfter + 1, TimeUnit.MILLISECONDS));
            terminate(database);
        }
        Await.result(Future.join(publication, Future.succeededFuture()).otherwiseEmpty());
        Await.result(first.close().otherwiseEmpty());
        return again(database, draft);
    }

    private static void terminate(Database database) {
        Pool other = database.pool(VERTX);
        Await.result(other.query("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where datname = current_database() and pid <> pg_backend_pid()
                        """).execute());
        Await.result(other.close());
    }

    private static String again(Database database, UUID draft) {
        Pool pool = database.pool(VERTX);
        TestEditions editions = new TestEditions(VERTX, pool);
        Edition whole = Await.result(editions.editions().refreshed(KilledModule.SLUG));
        assertThat(whole.assets()).hasSize(whole.number() == 1 ? 7 : 9);
        assertThat(KilledModule.halfWritten(pool)).isZero();
        Edition after = editions.edition(editions.publish(draft));
        Learners learners = new Learners(pool, editions.editions());
        learners.catchUp(after);
        assertThat(after.number()).isEqualTo(2);
        assertThat(learners.wrongSummaries(after)).isEmpty();
        String state = KilledModule.state(pool);
        Await.result(pool.close());
        return state;
    }
}
