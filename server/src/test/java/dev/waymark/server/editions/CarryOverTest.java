package dev.waymark.server.editions;

import static dev.waymark.server.content.RealPages.MAY_2;
import static dev.waymark.server.content.RealPages.MAY_3;
import static dev.waymark.server.content.RealPages.OCTOBER_2022;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.Await;
import dev.waymark.server.TestDatabase;
import dev.waymark.server.content.RealPages;
import dev.waymark.server.editions.drafts.Drafts;
import dev.waymark.server.progress.Learners;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the real editions of a page do to people who are in the middle of it. */
class CarryOverTest {
    private static final Vertx VERTX = Vertx.vertx();
    private final Pool pool = TestDatabase.fresh().pool(VERTX);
    private final TestEditions editions = new TestEditions(VERTX, pool);
    private final Learners learners = new Learners(pool, editions.editions());

    @BeforeEach
    void needRealPages() {
        RealPages.folder();
    }

    @AfterEach
    void close() {
        Await.result(pool.close());
    }

    @AfterAll
    static void stop() {
        Await.result(VERTX.close());
    }

    @Test
    void whoHadFinishedStillHasWhenEightAreRemoved() {
        Edition before = publish(MAY_2);
        UUID learner = learners.finisher(before);
        List<String> records = learners.records(learner);
        Edition after = publish(MAY_3);
        assertThat(before.total()).isEqualTo(58);
        assertThat(after.total()).isEqualTo(50);
        assertThat(learners.done(learner, after)).isEqualTo(50);
        assertThat(learners.completeCells(learner, after)).isEqualTo(12);
        assertThat(after.assets()).allMatch(asset -> asset.carried() != null);
        assertThat(after.assets()).extracting(PlacedAsset::carried).contains("same link", "retitled, same link");
        learners.catchUp(after);
        assertThat(learners.records(learner)).hasSize(1).isEqualTo(records);
    }

    @Test
    void rollingBackRestoresTheEarlierStateIntact() {
        Edition before = publish(MAY_2);
        UUID finisher = learners.finisher(before);
        UUID beginner = learners.add();
        learners.complete(beginner, before, before.assets().subList(0, 20));
        int[] finished = learners.cells(finisher, before);
        int[] begun = learners.cells(beginner, before);
        List<String> records = learners.records(finisher);
        Edition after = publish(MAY_3);
        learners.catchUp(after);
        Edition back = Await.result(editions.publishing().rollBack(before.slug(), null, TestEditions.ACTOR));
        learners.catchUp(back);
        assertThat(back.versionId()).isEqualTo(before.versionId());
        assertThat(back.number()).isEqualTo(before.number());
        assertThat(back.assets()).isEqualTo(before.assets());
        assertThat(learners.cells(finisher, back)).isEqualTo(finished);
        assertThat(learners.cells(beginner, back)).isEqualTo(begun);
        assertThat(learners.records(finisher)).isEqualTo(records);
    }

    @Test
    void aRecordThatAnEditionEarnedStandsAfterTheRollback() {
        Edition before = publish(MAY_2);
        UUID learner = learners.add();
        Drafts.Shown draft = editions.take(RealPages.bytes(MAY_3));
        List<UUID> kept = draft.comparison().ids();
        learners.complete(
                learner,
                before,
                before.assets().stream()
                        .filter(asset -> kept.contains(asset.id()))
                        .toList());
        Drafts.Shown looked = Await.result(editions.drafts().show(draft.draft().id()));
        assertThat(Objects.requireNonNull(looked.impact()).learnersCompletedByEdition())
                .isEqualTo(1);
        Edition after = editions.edition(editions.publish(draft.draft().id()));
        learners.catchUp(after);
        List<String> earned = learners.records(learner);
        assertThat(earned).hasSize(1);
        Edition back = Await.result(editions.publishing().rollBack(before.slug(), null, TestEditions.ACTOR));
        learners.catchUp(back);
        assertThat(learners.records(learner)).isEqualTo(earned);
        assertThat(learners.done(learner, back)).isEqualTo(50);
        assertThat(learners.percent(learner, back)).isEqualTo(100);
    }

    @Test
    void growingByTwentyOneKeepsThirtySeven() {
        Edition before = publish(OCTOBER_2022);
        UUID learner = learners.finisher(before);
        Drafts.Shown draft = editions.take(RealPages.bytes(MAY_2));
        assertThat(Objects.requireNonNull(draft.impact()).learnersGainingOpenItems())
                .isEqualTo(1);
        Edition after = editions.edition(editions.publish(draft.draft().id()));
        assertThat(before.total()).isEqualTo(49);
        assertThat(after.total()).isEqualTo(58);
        assertThat(learners.done(learner, after)).isEqualTo(37);
        assertThat(after.assets().stream().filter(asset -> asset.carried() != null))
                .hasSize(37);
        assertThat(learners.percent(learner, after)).isEqualTo(100);
    }

    @Test
    void theImpactIsWhatThenHappens() {
        Edition before = publish(OCTOBER_2022);
        UUID finisher = learners.finisher(before);
        UUID idle = learners.add();
        learners.complete(idle, before, before.assets().subList(0, 1));
        long complete = learners.completeCells(finisher, before);
        Drafts.Shown draft = editions.take(RealPages.bytes(MAY_3));
        Edition after = editions.edition(editions.publish(draft.draft().id()));
        var impact = Objects.requireNonNull(draft.impact());
        assertThat(impact.learners()).isEqualTo(2);
        assertThat(impact.learnersGainingOpenItems()).isEqualTo(2);
        assertThat(impact.learnersLosingCompleteCells())
                .isEqualTo(learners.completeCells(finisher, after) < complete ? 1 : 0);
        assertThat(impact.learnersCompletedByEdition()).isZero();
        assertThat(impact.recordsChanged()).isZero();
    }

    private Edition publish(String page) {
        return editions.publish(RealPages.bytes(page));
    }
}
