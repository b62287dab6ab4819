package dev.waymark.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.Await;
import dev.waymark.server.Eventually;
import dev.waymark.server.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkerTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private Vertx vertx;
    private Pool pool;

    @BeforeEach
    void anEmptyOutbox() {
        vertx = Vertx.vertx();
        pool = TestDatabase.fresh().pool(vertx);
    }

    @AfterEach
    void stop() {
        Await.result(pool.close());
        Await.result(vertx.close());
    }

    @Test
    void whatNeverEndsKeepsNobodyElseWaiting() {
        AtomicInteger begun = new AtomicInteger();
        Worker worker = new Worker(
                vertx,
                pool,
                new Outbox(),
                Map.of(
                        "stuck",
                        job -> {
                            begun.incrementAndGet();
                            return Promise.<Outcome>promise().future();
                        },
                        "good",
                        job -> Future.succeededFuture(new Outcome.Delivered("Done"))),
                LIMIT);
        sql("insert into outbox (kind, key, lane) select 'stuck', n::text, n::text from generate_series(1, 16) n");
        worker.start();
        Eventually.holds("every place is taken", Duration.ofSeconds(10), () -> begun.get() >= 16);
        sql("insert into outbox (kind, key, lane) values ('good', 'g', 'g')");
        Eventually.holds(
                "the other's turn",
                Duration.ofSeconds(10),
                () -> count("select count(*) from outbox where kind = 'good' and state = 'delivered'") == 1);
        Eventually.holds(
                "every attempt is given up",
                Duration.ofSeconds(30),
                () -> count("select count(*) from outbox where kind = 'stuck' and attempts >= 1"
                                + " and reason = 'Given up: it did not end within 1 s'")
                        == 16);
        Await.result(worker.stop(Duration.ofMillis(1)));
    }

    @Test
    void stoppingFinishesWhatIsAtWorkAndBeginsNothing() {
        Promise<Outcome> slow = Promise.promise();
        AtomicInteger begun = new AtomicInteger();
        Worker worker = new Worker(
                vertx,
                pool,
                new Outbox(),
                Map.of("slow", job -> {
                    begun.incrementAndGet();
                    return slow.future();
                }),
                Worker.LONGEST_ATTEMPT);
        sql("insert into outbox (kind, key, lane) values ('slow', 'first', 'a')");
        worker.start();
        Eventually.holds("the first is at work", Duration.ofSeconds(10), () -> begun.get() == 1);
        Future<Void> stopped = worker.stop(Duration.ofSeconds(30));
        sql("insert into outbox (kind, key, lane) values ('slow', 'second', 'b')");
        assertThat(stopped.isComplete()).isFalse();
        slow.complete(new Outcome.Delivered("Done"));
        Await.result(stopped);
        assertThat(count("select count(*) from outbox where key = 'first' and state = 'delivered'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from outbox where key = 'second' and state = 'waiting' and attempts = 0"))
                .isEqualTo(1);
        assertThat(begun).hasValue(1);
    }

    @Test
    void whatIsAtWorkIsNotClaimedAgain() {
        Outbox outbox = new Outbox();
        sql("insert into outbox (kind, key, lane) values ('slow', 's', 's')");
        List<Job> claimed = Await.result(outbox.claim(pool, Set.of("slow"), 5));
        assertThat(claimed).hasSize(1);
        sql("update outbox set claimed_until = now() - interval '1 second'");
        Await.result(outbox.renew(pool, Set.of(claimed.get(0).id())));
        assertThat(Await.result(outbox.claim(pool, Set.of("slow"), 5))).isEmpty();
        sql("update outbox set claimed_until = now() - interval '1 second'");
        assertThat(Await.result(outbox.claim(pool, Set.of("slow"), 5)))
                .as("of a node that was killed")
                .hasSize(1);
    }

    private void sql(String sql) {
        Await.result(pool.query(sql).execute());
    }

    private long count(String sql) {
        return Await.result(pool.query(sql).execute()).iterator().next().getLong(0);
    }
}
