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
import io.vertx.sqlclient.Tuple;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A publication that dies half-way leaves one edition whole, and can be done again. */
class PublishKillTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final int NOT_KILLED = -1;

    @AfterAll
    static void stop() {
        Await.result(VERTX.close());
    }

    @Test
    void killedFiveTimesAndDoneAgainItEndsAsIfNothingHadHappened() {
        kill(5, 20_240_503);
    }

    @Tag("soak")
    @Test
    void killedFiftyTimesAndDoneAgainItEndsAsIfNothingHadHappened() {
        kill(50, 20_240_502);
    }

    private static void kill(int times, long seed) {
        Random random = new Random(seed);
        String untouched = end(NOT_KILLED);
        IntStream.range(0, times)
                .forEach(i -> assertThat(end(random.nextInt(60))).isEqualTo(untouched));
    }

    /** What the database says after a publication that was killed after so many milliseconds, and done again. */
    private static String end(int killAfter) {
        Database database = TestDatabase.fresh();
        Pool first = database.pool(VERTX);
        TestEditions editions = new TestEditions(VERTX, first);
        Edition before = editions.publish(page(6, 0).bytes());
        Learners learners = new Learners(first, editions.editions());
        IntStream.range(0, 6)
                .forEach(i -> learners.complete(
                        learners.add(new UUID(7, i)), before, before.assets().subList(0, i + 2)));
        UUID draft = editions.take(page(8, 1).bytes()).draft().id();
        Future<Draft> publication = editions.publishing().publish(draft, Publishing.Order.NOW, TestEditions.ACTOR);
        if (killAfter != NOT_KILLED) {
            Await.result(VERTX.timer(killAfter + 1, TimeUnit.MILLISECONDS));
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
        Edition whole = Await.result(editions.editions().refreshed("killed"));
        assertThat(whole.assets()).hasSize(whole.number() == 1 ? 7 : 9);
        assertThat(halfWritten(pool)).isZero();
        Edition after = editions.edition(editions.publish(draft));
        Learners learners = new Learners(pool, editions.editions());
        learners.catchUp(after);
        assertThat(after.number()).isEqualTo(2);
        assertThat(learners.wrongSummaries(after)).isEmpty();
        String state = state(pool);
        Await.result(pool.close());
        return state;
    }

    private static long halfWritten(Pool pool) {
        return Await.result(pool.query("""
                        select count(*) from version_asset a join module_version v on v.id = a.version_id
                        where v.state <> 'published'
                        """).execute()).iterator().next().getLong(0);
    }

    /** Everything but the ids that were drawn. */
    private static String state(Pool pool) {
        return Await.result(pool.preparedQuery("""
                        select concat_ws(e'\\n',
                          (select concat_ws(' ', v.number, v.revision, m.basis, m.cycle, v.state)
                            from module m join module_version v on v.id = m.current_version),
                          (select string_agg(concat_ws(' ', v.number, a.position, a.cell, a.canonical_url, a.carried,
                            (select count(*) from version_asset b where b.asset_id = a.asset_id)), e'\\n'
                            order by v.number, a.position)
                            from version_asset a join module_version v on v.id = a.version_id),
                          (select string_agg(concat_ws(' ', learner_id, basis, cells::text, completed), e'\\n'
                            order by learner_id) from summary),
                          (select count(*) from asset), (select count(*) from progress), (select count(*) from record),
                          (select count(*) from audit where action = 'module.published'), $1::text)
                        """).execute(Tuple.of("")))
                .iterator()
                .next()
                .getString(0);
    }

    private static TestPage page(int trainings, int edition) {
        TestPage page = TestPage.of("killed");
        IntStream.range(0, trainings).forEach(i -> page.asset("One", 100 + 100 * (i % 2), "Training " + i, "t" + i));
        return page.asset("Two", 100, "Latest " + edition, "latest-" + edition);
    }
}
