package dev.waymark.server.editions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.server.Await;
import dev.waymark.server.TestDatabase;
import dev.waymark.server.content.diff.DiffRow;
import dev.waymark.server.content.diff.Kind;
import dev.waymark.server.editions.drafts.Comparison;
import dev.waymark.server.editions.drafts.Decisions;
import dev.waymark.server.editions.drafts.Draft;
import dev.waymark.server.editions.drafts.Drafts;
import dev.waymark.server.editions.publishing.Publishing;
import dev.waymark.server.progress.Learners;
import dev.waymark.server.web.Problem;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an administrator decides about an edition, and what becomes of the ticks. */
class DecisionsTest {
    private static final Vertx VERTX = Vertx.vertx();
    private final Pool pool = TestDatabase.fresh().pool(VERTX);
    private final TestEditions editions = new TestEditions(VERTX, pool);
    private final Learners learners = new Learners(pool, editions.editions());
    private final TestPage page = TestPage.of("decided")
            .asset("One", 100, "First", "1")
            .asset("One", 200, "Second", "2")
            .asset("Two", 100, "Third", "3");

    @AfterEach
    void close() {
        Await.result(pool.close());
    }

    @AfterAll
    static void stop() {
        Await.result(VERTX.close());
    }

    private static TestPage moved() {
        return TestPage.of("decided")
                .asset("One", 100, "First", "elsewhere")
                .asset("One", 200, "Second", "2")
                .asset("Two", 100, "Third", "3");
    }

    @Test
    void aMoveThatNobodyConfirmsIsOpenForEverybody() {
        UUID learner = learners.finisher(editions.publish(page.bytes()));
        Drafts.Shown draft = editions.take(moved().bytes());
        assertThat(draft.comparison().diff().of(Kind.MOVED)).hasSize(1);
        Edition after = publish(draft, Decisions.NONE);
        assertThat(learners.done(learner, after)).isEqualTo(2);
        assertThat(after.assets().get(0).carried()).isNull();
    }

    @Test
    void aConfirmedMoveKeepsTheAssetAndSaysWhy() {
        Edition before = editions.publish(page.bytes());
        UUID learner = learners.finisher(before);
        Drafts.Shown draft = editions.take(moved().bytes());
        Edition after = publish(draft, new Decisions(Set.of(id(draft, Kind.MOVED)), List.of()));
        assertThat(after.assets().get(0).id()).isEqualTo(before.assets().get(0).id());
        assertThat(after.assets().get(0).carried()).isEqualTo("new link confirmed by an admin");
        assertThat(learners.done(learner, after)).isEqualTo(3);
    }

    @Test
    void aConfirmedMoveIsRecognisedByBothLinksFromThenOn() {
        Edition before = editions.publish(page.bytes());
        Drafts.Shown draft = editions.take(moved().bytes());
        publish(draft, new Decisions(Set.of(id(draft, Kind.MOVED)), List.of()));
        Edition back = editions.publish(page.prose("Back again.").bytes());
        assertThat(back.number()).isEqualTo(3);
        assertThat(back.assets()).extracting(PlacedAsset::id).isEqualTo(ids(before));
    }

    @Test
    void aConfirmedRenameOfAnEnvironmentKeepsEverything() {
        Edition before = editions.publish(page.bytes());
        UUID learner = learners.finisher(before);
        TestPage renamed = TestPage.of("decided")
                .asset("Uno", 100, "First", "1")
                .asset("Uno", 200, "Second", "2")
                .asset("Two", 100, "Third", "3");
        Drafts.Shown draft = editions.take(renamed.bytes());
        String rename = Comparison.id(draft.comparison().diff().proposals().get(0));
        Drafts.Shown looked =
                Await.result(editions.drafts().decide(draft.draft().id(), new Decisions(Set.of(rename), List.of())));
        assertThat(looked.impact()).extracting("learnersLosingCompleteCells").isEqualTo(0L);
        Edition after = publish(looked, Decisions.NONE);
        assertThat(after.assets()).extracting(PlacedAsset::id).isEqualTo(ids(before));
        assertThat(after.assets().get(0).environment()).isEqualTo("uno");
        assertThat(after.assets().get(0).carried()).contains("environment renamed");
        assertThat(learners.done(learner, after)).isEqualTo(3);
    }

    @Test
    void anOverrideStopsACarriedTick() {
        UUID learner = learners.finisher(editions.publish(page.bytes()));
        Drafts.Shown draft = editions.take(page.asset("Two", 200, "Fourth", "4").bytes());
        String same = id(draft, Kind.SAME);
        Edition after = publish(draft, new Decisions(Set.of(), List.of(row(same, null))));
        assertThat(learners.done(learner, after)).isEqualTo(2);
        assertThat(after.assets().get(0).id().toString()).isNotEqualTo(same);
    }

    @Test
    void anOverrideCarriesAReplacedOne() {
        Edition before = editions.publish(page.bytes());
        Drafts.Shown draft = editions.take(TestPage.of("decided")
                .asset("One", 100, "Other", "other")
                .asset("One", 200, "Second", "2")
                .asset("Two", 100, "Third", "3")
                .bytes());
        Edition after = publish(draft, new Decisions(Set.of(), List.of(row(id(draft, Kind.REPLACED), null))));
        assertThat(after.assets()).extracting(PlacedAsset::id).isEqualTo(ids(before));
    }

    @Test
    void anOverrideNamesTheSuccessorOfARemovedOne() {
        Edition before = editions.publish(page.bytes());
        Drafts.Shown draft = editions.take(TestPage.of("decided")
                .asset("One", 100, "First", "1")
                .asset("Two", 100, "Third", "3")
                .asset("Two", 300, "Second, better", "second")
                .bytes());
        Edition after = publish(draft, new Decisions(Set.of(), List.of(row(id(draft, Kind.REMOVED), "new-2"))));
        assertThat(after.assets().get(2).id()).isEqualTo(before.assets().get(1).id());
    }

    @Test
    void twoOldOnesCannotBecomeTheSameNewOne() {
        editions.publish(page.bytes());
        Drafts.Shown draft = editions.take(
                TestPage.of("decided").asset("Three", 100, "All", "all").bytes());
        List<Decisions.RowDecision> both = draft.comparison().diff().of(Kind.REMOVED).stream()
                .map(row -> row(draft.comparison().id(row), "new-0"))
                .toList();
        assertThatThrownBy(() -> publish(draft, new Decisions(Set.of(), both)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("same new one");
        assertThat(Await.result(editions.editions().refreshed("decided")).number())
                .isEqualTo(1);
    }

    @Test
    void aRemovedAssetThatComesBackIsTheOneItWas() {
        Edition before = editions.publish(page.bytes());
        UUID learner = learners.finisher(before);
        editions.publish(TestPage.of("decided").asset("One", 100, "First", "1").bytes());
        Drafts.Shown draft = editions.take(page.bytes());
        assertThat(draft.impact()).extracting("learnersGainingOpenItems").isEqualTo(0L);
        Edition back = publish(draft, Decisions.NONE);
        assertThat(back.assets()).extracting(PlacedAsset::id).isEqualTo(ids(before));
        assertThat(back.assets().get(1).carried()).isEqualTo("it came back, same link");
        assertThat(learners.done(learner, back)).isEqualTo(3);
    }

    @Test
    void toppingUpAsksFinishedPeopleForWhatWasAddedAndRenewsTheRecord() {
        UUID learner = learners.finisher(editions.publish(page.bytes()));
        Edition after =
                publish(editions.take(page.asset("Two", 200, "Fourth", "4").bytes()), Policy.TOP_UP);
        assertThat(after.cycle()).isEqualTo(2);
        learners.catchUp(after);
        assertThat(learners.records(learner)).hasSize(1);
        learners.complete(learner, after, after.assets().subList(3, 4));
        assertThat(learners.records(learner)).hasSize(2);
        Edition back = Await.result(editions.publishing().rollBack("decided", 1, TestEditions.ACTOR));
        assertThat(back.cycle()).isEqualTo(1);
    }

    @Test
    void keepingAsksForNothing() {
        UUID learner = learners.finisher(editions.publish(page.bytes()));
        Edition after =
                publish(editions.take(page.asset("Two", 200, "Fourth", "4").bytes()), Policy.KEEP);
        assertThat(after.cycle()).isEqualTo(1);
        assertThat(learners.percent(learner, after)).isEqualTo(100);
    }

    @Test
    void aScheduledDraftIsPublishedWhenItsTimeComes() {
        Edition before = editions.publish(page.bytes());
        Drafts.Shown draft = editions.take(moved().bytes());
        Publishing.Order later = new Publishing.Order(
                new Decisions(Set.of(id(draft, Kind.MOVED)), List.of()),
                Policy.KEEP,
                null,
                Instant.now().plusSeconds(3600));
        Draft scheduled =
                Await.result(editions.publishing().publish(draft.draft().id(), later, TestEditions.ACTOR));
        assertThat(scheduled.state()).isEqualTo(Draft.State.SCHEDULED);
        Await.result(editions.publishing().publishDue());
        assertThat(current().number()).isEqualTo(1);
        Await.result(pool.query("update module_version set publish_at = now() where state = 'scheduled'")
                .execute());
        Await.result(editions.publishing().publishDue());
        assertThat(current().number()).isEqualTo(2);
        assertThat(current().assets().get(0).id())
                .isEqualTo(before.assets().get(0).id());
    }

    @Test
    void aScheduledDraftWaitsForALookWhenAnotherVersionCameFirst() {
        editions.publish(page.bytes());
        Drafts.Shown draft = editions.take(moved().bytes());
        Publishing.Order later = new Publishing.Order(
                Decisions.NONE, Policy.KEEP, null, Instant.now().plusSeconds(3600));
        Await.result(editions.publishing().publish(draft.draft().id(), later, TestEditions.ACTOR));
        editions.publish(page.asset("Two", 200, "Fourth", "4").bytes());
        Await.result(pool.query("update module_version set publish_at = now() where state = 'scheduled'")
                .execute());
        Await.result(editions.publishing().publishDue());
        assertThat(current().total()).isEqualTo(4);
        assertThat(Await.result(editions.drafts().show(draft.draft().id()))
                        .draft()
                        .state())
                .isEqualTo(Draft.State.DRAFT);
    }

    private Edition current() {
        return Await.result(editions.editions().refreshed("decided"));
    }

    private Edition publish(Drafts.Shown draft, Decisions decisions) {
        return publish(draft, new Publishing.Order(decisions, Policy.KEEP, null, null));
    }

    private Edition publish(Drafts.Shown draft, Policy policy) {
        return publish(draft, new Publishing.Order(Decisions.NONE, policy, null, null));
    }

    private Edition publish(Drafts.Shown draft, Publishing.Order order) {
        return editions.edition(
                Await.result(editions.publishing().publish(draft.draft().id(), order, TestEditions.ACTOR)));
    }

    private static Decisions.RowDecision row(String id, @Nullable String to) {
        return new Decisions.RowDecision(id, null, to);
    }

    private static String id(Drafts.Shown draft, Kind kind) {
        DiffRow first = draft.comparison().diff().of(kind).get(0);
        return draft.comparison().id(first);
    }

    private static List<UUID> ids(Edition edition) {
        return edition.assets().stream().map(PlacedAsset::id).toList();
    }
}
