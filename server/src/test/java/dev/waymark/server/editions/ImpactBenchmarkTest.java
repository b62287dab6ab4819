package dev.waymark.server.editions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.Await;
import dev.waymark.server.TestDatabase;
import dev.waymark.server.editions.drafts.Drafts;
import dev.waymark.server.editions.drafts.Impact;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The preview of an edition over 100,000 learners with five million ticks. */
@Tag("soak")
class ImpactBenchmarkTest {
    private static final int LEARNERS = Integer.getInteger("waymark.learners", 100_000);
    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool POOL = TestDatabase.fresh().pool(VERTX);
    private static final TestEditions EDITIONS = new TestEditions(VERTX, POOL);

    @BeforeAll
    static void fill() {
        Edition edition = EDITIONS.publish(page(0, 58, "").bytes());
        sql("set statement_timeout = 0");
        insert(edition, """
                insert into progress (learner_id, asset_id, module_id, state, opened_at, completed_at)
                select md5(l::text)::uuid, a.asset_id, $2, 2, now(), now()
                from generate_series(1, $3) l join version_asset a on a.version_id = $1
                  and (l % 3 = 0 or (a.position + l) % 8 <> 0)
                """);
        insert(edition, """
                insert into summary (learner_id, module_id, basis, cells, completed)
                select md5(l::text)::uuid, $2, 1, array_agg(n::smallint order by cell), sum(n)
                from generate_series(1, $3) l cross join lateral (
                  select a.cell, count(*) filter (where l % 3 = 0 or (a.position + l) % 8 <> 0) as n
                  from version_asset a where a.version_id = $1 group by a.cell) counted
                group by l
                """);
        sql("vacuum analyze progress");
        sql("vacuum analyze summary");
    }

    @AfterAll
    static void stop() {
        Await.result(POOL.close());
        Await.result(VERTX.close());
    }

    private static void insert(Edition edition, String sql) {
        Await.result(
                POOL.preparedQuery(sql).execute(Tuple.of(edition.versionId(), edition.moduleId(), LEARNERS)),
                Duration.ofMinutes(20));
    }

    private static void sql(String sql) {
        Await.result(POOL.query(sql).execute(), Duration.ofMinutes(10));
    }

    @Test
    void anEditionThatRemovesEight() {
        Impact impact = measure("8 of 58 removed", page(0, 50, ""), 2);
        assertThat(impact.learnersGainingOpenItems()).isZero();
        assertThat(impact.learnersLosingCompleteCells()).isZero();
        assertThat(impact.learnersCompletedByEdition()).isZero();
    }

    @Test
    void anEditionThatReplacesEverything() {
        Impact impact = measure("58 of 58 replaced", page(100, 158, ""), 6);
        assertThat(impact.learnersGainingOpenItems()).isEqualTo(LEARNERS);
        assertThat(impact.learnersLosingCompleteCells()).isGreaterThan(LEARNERS / 3 - 1);
    }

    @Test
    void anEditionThatRetitlesEverythingAndMovesLevels() {
        Impact impact = measure("58 of 58 retitled, levels moved", page(0, 58, "again"), 6);
        assertThat(impact.learnersGainingOpenItems()).isZero();
    }

    /** Every changed row also says how many people ticked it, so that a page that changes whole reads every tick. */
    private static Impact measure(String what, TestPage page, int seconds) {
        UUID draft = EDITIONS.take(page.bytes()).draft().id();
        long start = System.nanoTime();
        Drafts.Shown shown = Await.result(EDITIONS.drafts().show(draft), Duration.ofMinutes(2));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        Impact impact = Objects.requireNonNull(shown.impact());
        System.out.printf("Impact of an edition with %s over %d learners: %d ms, %s%n", what, LEARNERS, millis, impact);
        assertThat(impact.learners()).isEqualTo(LEARNERS);
        assertThat(millis).isLessThan(TimeUnit.SECONDS.toMillis(seconds));
        return impact;
    }

    /** Four environments by three levels; retitled pages also move every tenth training to another level. */
    private static TestPage page(int from, int to, String retitled) {
        TestPage page = TestPage.of("impact");
        for (int i = from; i < to; i++) {
            int moved = !retitled.isEmpty() && i % 10 == 0 ? 1 : 0;
            page.asset("E" + i % 4, 100 + 100 * ((i / 4 + moved) % 3), "Training " + i + retitled, "t" + i);
        }
        return page;
    }
}
