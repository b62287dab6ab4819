package dev.waymark.server.records.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.server.Await;
import dev.waymark.server.TestDatabase;
import dev.waymark.server.audit.AuditStore;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.TestEditions;
import dev.waymark.server.jobs.Job;
import dev.waymark.server.jobs.Outbox;
import dev.waymark.server.jobs.Outcome;
import dev.waymark.server.people.PersonalData;
import dev.waymark.server.records.credential.Issuer;
import dev.waymark.server.records.export.Export.Form;
import dev.waymark.server.records.export.Export.State;
import dev.waymark.server.records.ledger.Entry;
import dev.waymark.server.records.ledger.RecordFilter;
import dev.waymark.server.records.ledger.RecordStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExportJobTest {
    private static final UUID ADMIN = UUID.randomUUID();
    private static final Issuer ISSUER = new Issuer(URI.create("https://learn.example"), "Waymark at Example");
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool = TestDatabase.fresh().pool(vertx);
    private final RecordExports exports = new RecordExports(vertx, pool, new AuditStore());
    private final ExportStore store = new ExportStore();
    private final Outbox outbox = new Outbox();
    private Finishers finishers;

    @BeforeEach
    void fill() {
        Edition edition = new TestEditions(vertx, pool).publish(PAGE.getBytes(StandardCharsets.UTF_8));
        finishers = new Finishers(pool, edition.slug());
        finishers.add(450);
    }

    private static final String PAGE = """
            ---
            title: Tiny
            permalink: /tiny
            ---

            ## One

            1. Alpha

            | Resource | Level | Training Assets URL |
            |---|---|---|
            | Alpha | 100 | [First steps](https://example.org/1) |
            """;

    @AfterEach
    void stop() {
        Await.result(pool.close());
        Await.result(vertx.close());
    }

    @Test
    void eachTurnWritesAPartAndQueuesTheNext() {
        Export export = start();
        assertThat(export.state()).isEqualTo(State.WAITING);
        ExportJob hasty = job(Duration.ZERO);
        for (int done : List.of(200, 400, 450)) {
            assertThat(run(hasty, claimed())).isEqualTo(new Outcome.Delivered("It goes on"));
            assertThat(now(export).done()).isEqualTo(done);
            assertThat(now(export).state()).isEqualTo(State.RUNNING);
        }
        assertThat(run(hasty, claimed())).isEqualTo(new Outcome.Delivered("Every part is written"));
        assertThat(now(export).state()).isEqualTo(State.READY);
        assertThat(claimedAtAll()).isEmpty();
        assertThat(names(export)).hasSize(450).doesNotHaveDuplicates();
    }

    @Test
    void whatIsIssuedMeanwhileBelongsToTheNextOne() {
        Export export = start();
        Job turn = claimed();
        run(job(Duration.ZERO), turn);
        finishers.add("Learner who came later");
        run(job(ExportJob.TURN), claimed());
        assertThat(now(export).state()).isEqualTo(State.READY);
        assertThat(names(export)).hasSize(450).doesNotContain("Learner who came later");
        assertThat(now(start()).records()).isEqualTo(451);
    }

    @Test
    void twoNodesAtOnceWriteEachPartOnce() {
        Export export = start();
        Job turn = claimed();
        ExportJob one = job(ExportJob.TURN);
        ExportJob two = job(ExportJob.TURN);
        Await.result(Future.all(one.run(turn), two.run(turn)));
        assertThat(now(export).state()).isEqualTo(State.READY);
        assertThat(names(export)).hasSize(450).doesNotHaveDuplicates();
    }

    @Test
    void whoWasErasedAfterTheirRecordWasReadIsNotWritten() {
        Export export = start();
        ExportStore.Part part = Await.result(store.next(pool, export.id())).orElseThrow();
        List<Entry> read = Await.result(new RecordStore().all(pool, part.records()));
        sql("update record set learner_id = gen_random_uuid(), learner_name = null where id = '"
                + part.records().get(7) + "'");
        Await.result(store.keep(pool, export.id(), part.number(), read, Buffer.buffer("stale"), null));
        assertThat(now(export).done()).isZero();
        run(job(ExportJob.TURN), claimed());
        assertThat(now(export).state()).isEqualTo(State.READY);
        assertThat(names(export)).contains("");
    }

    @Test
    void anErasureEndsWhatIsAtWork() {
        Export export = start();
        run(job(Duration.ZERO), claimed());
        UUID last = Await.result(pool.query("select learner_id from record order by issued_at desc, id desc limit 1")
                        .execute())
                .iterator()
                .next()
                .getUUID(0);
        Await.result(new PersonalData(pool, launch -> Future.succeededFuture()).erase(last, "test"));
        assertThat(now(export).reason()).isEqualTo(Export.Reason.ERASED);
        assertThat(run(job(ExportJob.TURN), claimed()))
                .isEqualTo(new Outcome.Delivered("The export has ended already"));
        assertThat(now(export).state()).isEqualTo(State.FAILED);
        assertThat(finishers.count("select count(*) from record_export_part")).isZero();
        assertThat(now(start()).records()).isEqualTo(450);
    }

    @Test
    void whatCannotBeWrittenFailsInTheEndAndGoesOnWhenAsked() {
        Export export = start();
        run(job(Duration.ZERO), claimed());
        sql("alter table score_sent rename to mislaid");
        Job turn = claimed();
        assertThatThrownBy(() -> run(job(ExportJob.TURN), turn)).hasMessageContaining("score_sent");
        assertThat(now(export).state()).isEqualTo(State.RUNNING);
        Job eighth = new Job(turn.id(), turn.kind(), turn.key(), null, turn.subject(), null, turn.body(), 8);
        assertThat(Await.result(job(ExportJob.TURN).run(eighth))).isInstanceOf(Outcome.Failed.class);
        Await.result(outbox.finish(pool, turn.id(), "failed", "test"));
        assertThat(now(export).reason()).isEqualTo(Export.Reason.BROKEN);

        sql("alter table mislaid rename to score_sent");
        assertThat(Await.result(exports.resume(export.id(), ADMIN)).done()).isEqualTo(200);
        run(job(ExportJob.TURN), claimed());
        assertThat(now(export).state()).isEqualTo(State.READY);
        assertThat(names(export)).hasSize(450).doesNotHaveDuplicates();
    }

    @Test
    void whatIsTooOldIsForgotten() {
        Export export = start();
        run(job(ExportJob.TURN), claimed());
        Await.result(exports.purge());
        assertThat(now(export).state()).isEqualTo(State.READY);
        sql("update record_export set expires_at = now() - interval '1 second'");
        assertThat(Await.result(exports.all())).isEmpty();
        Await.result(exports.purge());
        assertThat(finishers.count("select count(*) from record_export")).isZero();
        assertThat(finishers.count("select count(*) from record_export_part")).isZero();
    }

    private Export start() {
        RecordFilter everything = new RecordFilter("", "", null, null, null);
        return Await.result(exports.start(new Export.Wish(Form.CSV, false, Locale.ENGLISH, everything), ADMIN));
    }

    private ExportJob job(Duration turn) {
        return new ExportJob(vertx, pool, new RecordStore(), ISSUER, Clock.systemUTC(), turn);
    }

    private List<Job> claimedAtAll() {
        return Await.result(outbox.claim(pool, Set.of(ExportJob.KIND), 10));
    }

    private Job claimed() {
        List<Job> jobs = claimedAtAll();
        assertThat(jobs).hasSize(1);
        return jobs.get(0);
    }

    /** As the worker does it. */
    private Outcome run(ExportJob job, Job turn) {
        Outcome outcome = Await.result(job.run(turn));
        Await.result(outbox.finish(pool, turn.id(), "delivered", "test"));
        return outcome;
    }

    private Export now(Export export) {
        return Await.result(exports.one(export.id()));
    }

    private List<String> names(Export export) {
        Buffer file = Buffer.buffer();
        Await.result(exports.send(now(export), ADMIN, bytes -> {
            file.appendBuffer(bytes);
            return Future.succeededFuture();
        }));
        return Sheet.of(file.toString()).column("Learner");
    }

    private void sql(String sql) {
        Await.result(pool.query(sql).execute());
    }
}
