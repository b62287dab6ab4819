package dev.waymark.server.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.Await;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.Policy;
import dev.waymark.server.progress.AssetState;
import dev.waymark.server.progress.Measure;
import dev.waymark.server.progress.Progress;
import dev.waymark.server.progress.ProgressStore;
import dev.waymark.server.progress.Standing;
import dev.waymark.server.progress.SummaryJob;
import dev.waymark.server.progress.Tick;
import dev.waymark.server.progress.Verifying;
import dev.waymark.server.records.ledger.Expiry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a new edition asks of people who had finished, and of nobody else. */
class CycleTest {
    private static final Instant NEXT_YEAR = Instant.now().plus(Duration.ofDays(365));
    private final TeamWorld world = new TeamWorld();
    private final SummaryJob summaries =
            new SummaryJob(world.pool, new ProgressStore(), world.progress, world.editions);
    private final Team team = world.context("Team");
    private Edition edition = world.publish(3);
    private UUID finisher = UUID.randomUUID();
    private UUID beginner = UUID.randomUUID();

    @BeforeEach
    void oneHasFinishedAndOneHasBegun() {
        finisher = world.member(team, "Finished", TeamWorld.LEARNER);
        beginner = world.member(team, "Begun", TeamWorld.LEARNER);
        world.complete(finisher, edition, edition.total());
        world.complete(beginner, edition, 4);
    }

    @AfterEach
    void theSummariesAreWhatTheTicksAddUpTo() {
        assertThat(Await.result(new Reconcile(world.pool, world.editions).all()))
                .allSatisfy(finding -> assertThat(finding.differences()).isEmpty())
                .allSatisfy(finding -> assertThat(finding.outdated()).isZero());
        world.close();
    }

    @Test
    void recertifyingAsksWhoHadFinishedForEverythingAgain() {
        next(3, Policy.RECERTIFY, NEXT_YEAR);
        assertThat(percent(finisher)).isZero();
        assertThat(measure(finisher).renewing()).isTrue();
        assertThat(records(finisher)).containsExactly("1 stands");
        world.complete(finisher, edition, edition.total() - 1);
        assertThat(percent(finisher)).isEqualTo(100 * (edition.total() - 1) / edition.total());
        assertThat(records(finisher)).containsExactly("1 stands");
        world.tick(finisher, edition, edition.total() - 1, AssetState.COMPLETED);
        assertThat(percent(finisher)).isEqualTo(100);
        assertThat(records(finisher)).containsExactly("1 superseded", "2 stands");
    }

    @Test
    void recertifyingPunishesNobodyWhoHadNotFinished() {
        int before = percent(beginner);
        next(3, Policy.RECERTIFY, NEXT_YEAR);
        assertThat(percent(beginner)).isEqualTo(before);
        IntStream.range(4, edition.total())
                .forEach(asset -> world.tick(beginner, edition, asset, AssetState.COMPLETED));
        assertThat(records(beginner)).containsExactly("2 stands");
    }

    @Test
    void aTickThatLapsedIsDoneAgainOnce() {
        next(3, Policy.RECERTIFY, NEXT_YEAR);
        world.tick(finisher, edition, 0, AssetState.OPENED);
        assertThat(done(finisher)).isZero();
        world.tick(finisher, edition, 0, AssetState.COMPLETED);
        world.tick(finisher, edition, 0, AssetState.COMPLETED);
        assertThat(done(finisher)).isEqualTo(1);
        world.tick(finisher, edition, 0, AssetState.NONE);
        world.tick(finisher, edition, 1, AssetState.NONE);
        assertThat(done(finisher)).isZero();
    }

    @Test
    void aVerificationLapsesWithTheTickAndCanBeGivenAgain() {
        UUID manager = world.member(team, "Manager", TeamWorld.STAFF);
        verify(finisher, manager, 0);
        verify(finisher, manager, 1);
        next(3, Policy.RECERTIFY, NEXT_YEAR);
        assertThat(done(finisher)).isZero();
        verify(finisher, manager, 0);
        assertThat(done(finisher)).isEqualTo(1);
        IntStream.range(1, edition.total())
                .forEach(asset -> world.tick(finisher, edition, asset, AssetState.COMPLETED));
        assertThat(kinds(finisher, 2)).containsExactlyInAnyOrderElementsOf(expectedKinds(edition.total() - 1));
        assertThat(world.count(
                        "select count(*) from record r cross join lateral jsonb_array_elements(r.evidence) e"
                                + " where r.learner_id = $1 and r.cycle = 2 and e ->> 'by' = 'Manager' and e ->> 'in' = 'Team'",
                        finisher))
                .isEqualTo(1);
    }

    private static List<String> expectedKinds(int own) {
        List<String> kinds = new ArrayList<>(List.of("verified"));
        IntStream.range(0, own).forEach(i -> kinds.add("self"));
        return kinds;
    }

    @Test
    void lastTicksAtOnceGiveOneRecordInEachCycle() {
        for (int cycle = 2; cycle < 5; cycle++) {
            next(3, Policy.RECERTIFY, NEXT_YEAR);
            world.complete(finisher, edition, edition.total() - 1);
            List<Future<Progress.Ticked>> ticks = IntStream.range(0, 20)
                    .mapToObj(i -> tick(finisher, edition.total() - 1))
                    .toList();
            Await.result(Future.all(ticks));
            assertThat(ticks.stream().filter(each -> each.result().standing().issued()))
                    .hasSize(1);
        }
        assertThat(records(finisher)).containsExactly("1 superseded", "2 superseded", "3 superseded", "4 stands");
        assertThat(world.count("select count(*) from outbox where kind = 'credential' and learner_id = $1", finisher))
                .isEqualTo(4);
    }

    @Test
    void toppingUpAsksOnlyForWhatWasAdded() {
        next(5, Policy.TOP_UP, NEXT_YEAR);
        assertThat(open(finisher)).isEqualTo(2);
        assertThat(percent(finisher)).isEqualTo(100 * (edition.total() - 2) / edition.total());
        assertThat(records(finisher)).containsExactly("1 stands");
        completeOpen(finisher);
        assertThat(percent(finisher)).isEqualTo(100);
        assertThat(records(finisher)).containsExactly("1 superseded", "2 stands");
    }

    @Test
    void toppingUpDoesNotAskAgainForWhatTheRecordStandsFor() {
        UUID dead = edition.assets().get(0).id();
        UUID other = world.member(team, "Waived", TeamWorld.LEARNER);
        world.complete(other, edition, edition.total());
        UUID late = world.member(team, "Late", TeamWorld.LEARNER);
        edition = world.waived(dead, true);
        IntStream.range(1, edition.total()).forEach(asset -> world.tick(late, edition, asset, AssetState.COMPLETED));
        assertThat(kinds(late, 1)).contains("waived");
        edition = world.waived(dead, false);
        next(5, Policy.TOP_UP, null);
        assertThat(open(late)).isEqualTo(2);
        completeOpen(late);
        assertThat(records(late)).containsExactly("1 superseded", "2 stands");
        assertThat(kinds(late, 2)).hasSize(edition.total()).contains("waived");
    }

    @Test
    void keepingMeasuresAgainstTheRecordsVersion() {
        next(5, Policy.KEEP, null);
        assertThat(percent(finisher)).isEqualTo(100);
        assertThat(open(finisher)).isEqualTo(2);
        assertThat(measure(finisher).renewing()).isFalse();
        Measure measure = measure(finisher);
        assertThat(Await.result(world.progress.share(finisher, measure, "one", null))
                        .percent())
                .isEqualTo(100);
        assertThat(percent(beginner)).isEqualTo(100 * 4 / edition.total());
        completeOpen(finisher);
        assertThat(records(finisher)).containsExactly("1 stands");
    }

    @Test
    void rollingBackRestoresWhatWasAndKeepsWhatWasEarned() {
        UUID renewed = world.member(team, "Renewed", TeamWorld.LEARNER);
        world.complete(renewed, edition, edition.total());
        next(3, Policy.RECERTIFY, NEXT_YEAR);
        world.complete(renewed, edition, edition.total());
        assertThat(percent(finisher)).isZero();
        edition = world.publish(4, Policy.KEEP, null);
        Await.result(summaries.catchUp());
        assertThat(percent(renewed)).isEqualTo(100);
        edition = world.rolledBack();
        edition = world.rolledBack();
        Await.result(summaries.catchUp());
        assertThat(edition.number()).isEqualTo(1);
        assertThat(edition.cycle()).isEqualTo(1);
        assertThat(percent(finisher)).isEqualTo(100);
        assertThat(done(finisher)).isEqualTo(edition.total());
        assertThat(percent(renewed)).isEqualTo(100);
        assertThat(records(renewed)).containsExactly("1 superseded", "2 stands");
    }

    @Test
    void aCycleThatWasRolledBackAsksNothingOfLaterEditions() {
        next(4, Policy.RECERTIFY, NEXT_YEAR);
        edition = world.rolledBack();
        next(5, Policy.TOP_UP, null);
        assertThat(edition.cycle()).isEqualTo(3);
        assertThat(open(finisher)).isEqualTo(2);
    }

    @Test
    void anEndedWaiverAsksOnlyTheUnfinished() {
        UUID dead = edition.assets().get(0).id();
        UUID nearly = world.member(team, "Nearly", TeamWorld.LEARNER);
        IntStream.range(1, edition.total() - 1)
                .forEach(asset -> world.tick(nearly, edition, asset, AssetState.COMPLETED));
        UUID waived = world.member(team, "Waived", TeamWorld.LEARNER);
        edition = world.waived(dead, true);
        IntStream.range(1, edition.total()).forEach(asset -> world.tick(waived, edition, asset, AssetState.COMPLETED));
        edition = world.waived(dead, false);
        Await.result(summaries.catchUp());
        assertThat(percent(waived)).isEqualTo(100);
        assertThat(percent(nearly)).isEqualTo(100 * (edition.total() - 2) / edition.total());
    }

    @Test
    void anotherRuleTakesNobodysRecordAwayAndFinishesWhoSatisfiesIt() {
        edition.assets().stream()
                .filter(asset -> asset.level() == 100)
                .forEach(asset -> world.tick(beginner, edition, asset.position(), AssetState.COMPLETED));
        edition = world.ruled("level:100");
        Await.result(summaries.catchUp());
        assertThat(percent(finisher)).isEqualTo(100);
        assertThat(percent(beginner)).isEqualTo(100);
        assertThat(records(beginner)).containsExactly("1 stands");
        edition = world.ruled("all");
        Await.result(summaries.catchUp());
        Standing again = Await.result(tick(beginner, 0)).standing();
        assertThat(again.record()).isNotNull();
        assertThat(percent(beginner)).isEqualTo(100);
    }

    @Test
    void aRecordExpiresOnceWhenTheDeadlinePassesUnlessItWasRenewed() {
        UUID renewed = world.member(team, "Renewed", TeamWorld.LEARNER);
        world.complete(renewed, edition, edition.total());
        next(3, Policy.RECERTIFY, NEXT_YEAR);
        world.complete(renewed, edition, edition.total());
        Expiry expiry = new Expiry(world.pool);
        Await.result(expiry.run());
        assertThat(records(finisher)).containsExactly("1 stands");
        world.sql("update module_version set deadline = now() - interval '1 minute' where deadline is not null");
        Await.result(Future.all(expiry.run(), expiry.run(), expiry.run()));
        assertThat(records(finisher)).containsExactly("1 expired");
        assertThat(records(renewed)).containsExactly("1 superseded", "2 stands");
        assertThat(records(beginner)).isEmpty();
        edition = Await.result(world.editions.refreshed("demo"));
        world.complete(finisher, edition, edition.total());
        assertThat(records(finisher)).containsExactly("1 superseded", "2 stands");
    }

    private void next(int first, Policy policy, @Nullable Instant deadline) {
        edition = world.publish(first, policy, deadline);
        Await.result(summaries.catchUp());
    }

    private Future<Progress.Ticked> tick(UUID learner, int asset) {
        UUID id = edition.assets().get(asset).id();
        Tick tick = new Tick(learner, UUID.randomUUID(), id, AssetState.COMPLETED, null, null, null);
        return world.progress.tick(edition, edition.assets().get(asset), tick);
    }

    private void verify(UUID learner, UUID manager, int asset) {
        Await.result(world.progress.verify(
                edition,
                edition.assets().get(asset),
                new Verifying(learner, true, "Seen", manager, team.context(), UUID.randomUUID())));
    }

    private int open(UUID learner) {
        return Await.result(world.progress.overview(learner, edition)).open().size();
    }

    private void completeOpen(UUID learner) {
        Await.result(world.progress.overview(learner, edition))
                .open()
                .forEach(asset -> world.tick(learner, edition, edition.assets().indexOf(asset), AssetState.COMPLETED));
    }

    private int done(UUID learner) {
        return Await.result(world.progress.overview(learner, edition)).completed();
    }

    private Measure measure(UUID learner) {
        return Await.result(world.progress.measure(learner, edition));
    }

    /** What the learner, their manager and the grade book are told, which is the same. */
    private int percent(UUID learner) {
        int told = Await.result(world.progress.overview(learner, edition)).percent();
        assertThat(measure(learner).percent()).isEqualTo(told);
        TeamPage page = Await.result(world.teams.page(team, edition, TeamFilter.EVERYBODY));
        assertThat(page.members())
                .filteredOn(member -> member.id().equals(learner))
                .extracting(Member::percent)
                .containsExactly(told);
        int average = Await.result(new OrganisationStore().rollUp(world.pool, edition, null, null))
                .get(0)
                .totals()
                .percent();
        assertThat(page.totals().percent()).isEqualTo(average);
        return told;
    }

    private List<String> records(UUID learner) {
        List<String> records = new ArrayList<>();
        for (Row row : world.sql("""
                select r.cycle || ' ' || coalesce((select kind from record_event e where e.record_id = r.id
                  order by id desc limit 1), 'stands') as record
                from record r where r.learner_id = $1 order by r.cycle
                """, learner)) {
            records.add(row.getString("record"));
        }
        return records;
    }

    private List<String> kinds(UUID learner, int cycle) {
        List<String> kinds = new ArrayList<>();
        for (Row row : world.sql("""
                select e ->> 'kind' as kind from record r cross join lateral jsonb_array_elements(r.evidence) e
                where r.learner_id = $1 and r.cycle = $2
                """, learner, cycle)) {
            kinds.add(row.getString("kind"));
        }
        return kinds;
    }
}
