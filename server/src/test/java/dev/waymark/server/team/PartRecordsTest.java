package dev.waymark.server.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.Await;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.Policy;
import dev.waymark.server.progress.AssetState;
import dev.waymark.server.progress.Measure;
import dev.waymark.server.progress.Overview;
import dev.waymark.server.progress.Progress;
import dev.waymark.server.progress.ProgressStore;
import dev.waymark.server.progress.SummaryJob;
import dev.waymark.server.progress.Tick;
import dev.waymark.server.progress.Verifying;
import dev.waymark.server.records.ledger.Expiry;
import dev.waymark.server.records.ledger.RecordStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records of environments and paths: earned once by whatever completes them, and nothing else follows from them. */
class PartRecordsTest {
    private static final Instant NEXT_YEAR = Instant.now().plus(Duration.ofDays(365));
    private static final String ONE = "environment:one";
    private static final String TWO = "environment:two";
    private static final String THREE = "environment:three";
    private static final String PATH = "path:one:two";
    private final TeamWorld world = new TeamWorld();
    private final SummaryJob summaries =
            new SummaryJob(world.pool, new ProgressStore(), world.progress, world.editions);
    private final Team team = world.context("Team");
    private Edition edition = world.publish(3);
    private UUID learner = UUID.randomUUID();

    @BeforeEach
    void somebodyLearns() {
        learner = world.member(team, "Somebody", TeamWorld.LEARNER);
        edition = world.recorded(true, true);
    }

    @AfterEach
    void everythingAddsUp() {
        assertThat(Await.result(new Reconcile(world.pool, world.editions).all()))
                .allSatisfy(finding -> assertThat(finding.differences()).isEmpty())
                .allSatisfy(finding -> assertThat(finding.outdated()).isZero());
        assertThat(world.count("""
                select count(*) from record r where completed <> jsonb_array_length(evidence) or exists (
                  select from jsonb_array_elements(r.evidence) e join version_asset v
                    on v.version_id = r.version_id and v.asset_id = (e ->> 'asset')::uuid
                  where r.part is not null and not v.environment = any((string_to_array(r.rule, ':'))[2:]))
                """)).isZero();
        assertThat(world.count("select count(*) from record r where not exists (select from outbox o"
                        + " where o.kind = 'credential' and o.subject_id = r.id)"))
                .isZero();
        assertThat(world.count("""
                select count(*) from summary s where s.record_cycle is distinct from (
                  select max(r.cycle) from record r where r.learner_id = s.learner_id and r.module_id = s.module_id
                    and r.rule = 'all' and not exists (select from record_event e where e.record_id = r.id
                      and e.kind in ('revoked', 'withdrawn', 'superseded')))
                """)).isZero();
        assertThat(world.count("""
                select count(*) from proof p join record_proofs(p.record_id) n on n.step = p.step and n.subject = p.subject
                where n.hash <> p.hash
                """)).isZero();
        world.close();
    }

    @Test
    void nobodyGetsThemUnlessTheModuleAsks() {
        edition = world.recorded(false, false);
        complete("one", "two", "three");
        assertThat(records()).containsExactly("all 1 stands");
    }

    @Test
    void eachKindIsAskedForByItself() {
        edition = world.recorded(false, true);
        complete("one", "two");
        assertThat(records()).containsExactly(PATH + " 1 stands");
        edition = world.recorded(true, false);
        Await.result(summaries.catchUp());
        assertThat(records()).containsExactly(ONE + " 1 stands", TWO + " 1 stands", PATH + " 1 stands");
    }

    @Test
    void anEnvironmentsLastTickEarnsItsRecordAndNothingMore() {
        complete("one");
        assertThat(records()).containsExactly(ONE + " 1 stands");
        assertThat(issuedAssets(ONE)).isEqualTo(total("one"));
        Measure measure = Await.result(world.progress.measure(learner, edition));
        assertThat(measure.finished()).isFalse();
        assertThat(measure.renewing()).isFalse();
        assertThat(measure.record()).isNull();
        assertThat(measure.percent()).isEqualTo(100 * total("one") / edition.total());
        TeamPage page = Await.result(world.teams.page(team, edition, TeamFilter.EVERYBODY));
        assertThat(page.totals().finished()).isZero();
        assertThat(page.members().get(0).percent()).isEqualTo(measure.percent());
        assertThat(Await.result(new OrganisationStore().rollUp(world.pool, edition, null, null))
                        .get(0)
                        .totals()
                        .finished())
                .isZero();
        assertThat(Await.result(new InsightStore()
                        .days(world.pool, team, edition, LocalDate.now().minusDays(2))))
                .allSatisfy(day -> assertThat(day.records()).isZero());
    }

    @Test
    void aTickTakenBackAndDoneAgainEarnsNoSecond() {
        complete("one");
        tick("one", 0, AssetState.NONE);
        tick("one", 0, AssetState.COMPLETED);
        assertThat(records()).containsExactly(ONE + " 1 stands");
    }

    @Test
    void theLastTickOfAllEarnsEverythingAtOnce() {
        complete("one", "two");
        assertThat(records()).containsExactly(ONE + " 1 stands", TWO + " 1 stands", PATH + " 1 stands");
        completeButOne("three");
        assertThat(records()).hasSize(3);
        assertThat(Await.result(last("three")).standing().issued()).isTrue();
        assertThat(records())
                .containsExactly(
                        "all 1 stands", THREE + " 1 stands", ONE + " 1 stands", TWO + " 1 stands", PATH + " 1 stands");
        assertThat(world.count("select count(distinct issued_at) from record where rule in ('all', $1)", THREE))
                .isEqualTo(1);
    }

    @Test
    void lastTicksAtOnceEarnOneRecordEach() {
        for (int round = 0; round < 5; round++) {
            learner = world.member(team, "Quick " + round, TeamWorld.LEARNER);
            List<Future<Progress.Ticked>> ticks = new ArrayList<>();
            for (int again = 0; again < 3; again++) {
                IntStream.range(0, edition.total()).forEach(asset -> ticks.add(start(asset, AssetState.COMPLETED)));
            }
            Await.result(Future.all(ticks));
            assertThat(ticks.stream().filter(each -> each.result().standing().issued()))
                    .hasSize(1);
            assertThat(records())
                    .containsExactlyInAnyOrder(
                            "all 1 stands",
                            ONE + " 1 stands",
                            TWO + " 1 stands",
                            THREE + " 1 stands",
                            PATH + " 1 stands");
        }
    }

    @Test
    void theTwoLastTicksOfAnEnvironmentAtOnceEarnItsRecord() {
        for (int round = 0; round < 10; round++) {
            learner = world.member(team, "Pair " + round, TeamWorld.LEARNER);
            List<Integer> places = places("three");
            places.subList(2, places.size())
                    .forEach(asset -> world.tick(learner, edition, asset, AssetState.COMPLETED));
            Await.result(
                    Future.all(start(places.get(0), AssetState.COMPLETED), start(places.get(1), AssetState.COMPLETED)));
            assertThat(records()).containsExactly(THREE + " 1 stands");
        }
    }

    @Test
    void aManagersWordEarnsIt() {
        UUID manager = world.member(team, "Manager", TeamWorld.STAFF);
        completeButOne("one");
        int place = places("one").get(total("one") - 1);
        Verifying word = new Verifying(learner, true, "Seen", manager, team.context(), UUID.randomUUID());
        Await.result(world.progress.verify(edition, edition.assets().get(place), word));
        assertThat(records()).containsExactly(ONE + " 1 stands");
        assertThat(world.count(
                        "select count(*) from record r cross join lateral jsonb_array_elements(r.evidence) e"
                                + " where r.learner_id = $1 and e ->> 'by' = 'Manager' and e ->> 'kind' = 'verified'",
                        learner))
                .isEqualTo(1);
    }

    @Test
    void anEditionThatCompletesAnEnvironmentEarnsIt() {
        next(4, Policy.KEEP, null);
        completeButOne("one", 3);
        assertThat(records()).isEmpty();
        next(3, Policy.KEEP, null);
        assertThat(records()).containsExactly(ONE + " 1 stands");
        assertThat(issuedAssets(ONE)).isEqualTo(total("one"));
    }

    @Test
    void aWaiverEarnsItButNothingThatIsOnlyWaived() {
        completeButOne("one");
        edition = world.waived(
                edition.assets().get(places("one").get(total("one") - 1)).id(), true);
        Await.result(summaries.catchUp());
        assertThat(records()).containsExactly(ONE + " 1 stands");
        for (int asset : places("three")) {
            edition = world.waived(edition.assets().get(asset).id(), true);
        }
        Await.result(summaries.catchUp());
        assertThat(records()).containsExactly(ONE + " 1 stands");
    }

    @Test
    void switchingOnAfterwardsEarnsItForWhoIsThereAlready() {
        edition = world.recorded(false, false);
        complete("one", "two");
        UUID finisher = world.member(team, "Finished", TeamWorld.LEARNER);
        world.complete(finisher, edition, edition.total());
        UUID beginner = world.member(team, "Begun", TeamWorld.LEARNER);
        world.complete(beginner, edition, 2);
        assertThat(records()).isEmpty();
        edition = world.recorded(true, true);
        Await.result(Future.all(summaries.catchUp(), summaries.catchUp()));
        assertThat(records()).containsExactly(ONE + " 1 stands", TWO + " 1 stands", PATH + " 1 stands");
        assertThat(records(finisher)).hasSize(5);
        assertThat(records(beginner)).isEmpty();
        edition = world.recorded(false, false);
        edition = world.recorded(true, true);
        Await.result(summaries.catchUp());
        assertThat(records()).hasSize(3);
    }

    @Test
    void whoTicksBeforeTheSwitchWasNoticedGetsItAllTheSame() {
        edition = world.recorded(false, false);
        completeButOne("one");
        Edition before = edition;
        edition = world.recorded(true, true);
        int asset = places("one").get(total("one") - 1);
        UUID id = before.assets().get(asset).id();
        Await.result(world.progress.tick(
                before,
                before.assets().get(asset),
                new Tick(learner, UUID.randomUUID(), id, AssetState.COMPLETED, null, null, null)));
        Await.result(summaries.catchUp());
        assertThat(records()).containsExactly(ONE + " 1 stands");
    }

    @Test
    void aRecertificationAsksWhoHadFinishedForEachAnew() {
        complete("one", "two", "three");
        next(3, Policy.RECERTIFY, NEXT_YEAR);
        assertThat(records()).hasSize(5).allMatch(record -> record.endsWith(" 1 stands"));
        complete("one");
        assertThat(records()).contains(ONE + " 1 superseded", ONE + " 2 stands", "all 1 stands", TWO + " 1 stands");
        complete("two", "three");
        assertThat(records()).hasSize(10);
        assertThat(records().stream().filter(record -> record.endsWith(" 1 superseded")))
                .hasSize(5);
        assertThat(records().stream().filter(record -> record.endsWith(" 2 stands")))
                .hasSize(5);
        assertThat(world.count("""
                select count(*) from record_event e join record o on o.id = e.record_id
                join record n on n.id = (e.detail ->> 'by')::uuid where n.rule <> o.rule or n.cycle <> o.cycle + 1
                """)).isZero();
    }

    @Test
    void aRecertificationTakesNoTickFromTheHolderOfAnEnvironmentButItsRecordIsEarnedAnew() {
        complete("one");
        int percent = Await.result(world.progress.measure(learner, edition)).percent();
        next(3, Policy.RECERTIFY, NEXT_YEAR);
        assertThat(Await.result(world.progress.measure(learner, edition)).percent())
                .isEqualTo(percent);
        assertThat(records()).containsExactly(ONE + " 1 stands");
        assertThat(wantsAnew("one")).isTrue();
        complete("two");
        assertThat(records()).containsExactly(ONE + " 1 stands", TWO + " 2 stands", PATH + " 2 stands");
        assertThat(wantsAnew("two")).isFalse();
        places("one").forEach(asset -> world.tick(learner, edition, asset, AssetState.NONE));
        complete("one");
        assertThat(records())
                .containsExactly(ONE + " 1 superseded", ONE + " 2 stands", TWO + " 2 stands", PATH + " 2 stands");
        assertThat(wantsAnew("one")).isFalse();
        complete("three");
        assertThat(records()).contains("all 2 stands");
    }

    @Test
    void toppingUpRenewsWhatTheNewEditionHasCompleteAndAsksForTheRest() {
        complete("one", "two", "three");
        next(5, Policy.TOP_UP, null);
        assertThat(records())
                .contains(ONE + " 1 stands", PATH + " 1 stands", "all 1 stands")
                .contains(TWO + " 1 superseded", TWO + " 2 stands", THREE + " 2 stands");
        complete("one");
        assertThat(records()).contains(ONE + " 2 stands", PATH + " 2 stands", "all 2 stands");
    }

    @Test
    void revokingOneTouchesNoOther() {
        complete("one", "two", "three");
        revoke(ONE);
        assertThat(records())
                .containsExactlyInAnyOrder(
                        "all 1 stands", ONE + " 1 revoked", TWO + " 1 stands", THREE + " 1 stands", PATH + " 1 stands");
        assertThat(Await.result(world.progress.measure(learner, edition)).finished())
                .isTrue();
        revoke("all");
        tick("one", 0, AssetState.NONE);
        assertThat(Await.result(world.progress.measure(learner, edition)).finished())
                .isFalse();
        assertThat(records()).contains(TWO + " 1 stands", PATH + " 1 stands");
        tick("one", 0, AssetState.COMPLETED);
        assertThat(records()).hasSize(5);
    }

    @Test
    void theyExpireWithTheDeadlineUnlessTheyWereRenewed() {
        complete("one", "two", "three");
        next(3, Policy.RECERTIFY, NEXT_YEAR);
        complete("one");
        world.sql("update module_version set deadline = now() - interval '1 minute' where deadline is not null");
        Await.result(Future.all(new Expiry(world.pool).run(), new Expiry(world.pool).run()));
        assertThat(records()).contains(ONE + " 1 superseded", ONE + " 2 stands", TWO + " 1 expired", "all 1 expired");
        edition = Await.result(world.editions.refreshed("demo"));
    }

    @Test
    void aScoreOfOneHundredRestsOnTheModulesRecordAlone() {
        complete("one", "two", "three");
        UUID link = UUID.randomUUID();
        world.sql(
                "insert into resource_link (id, platform_id, registration_id, deployment_id, context_id, lti_id)"
                        + " values ($1, $2, $2, 'one', $3, 'link')",
                link,
                world.platform,
                team.context());
        world.sql(
                "insert into score_sent (learner_id, resource_link_id, module_id, percent, sent_at) values ($1, $2, $3, 100, now())",
                learner,
                link,
                edition.moduleId());
        List<String> rules = new ArrayList<>();
        for (Row row :
                world.sql("select r.rule from proof p join record r on r.id = p.record_id where p.step = 'score'")) {
            rules.add(row.getString("rule"));
        }
        assertThat(rules).containsExactly("all");
    }

    private boolean wantsAnew(String environment) {
        Overview overview = Await.result(world.progress.overview(learner, edition));
        return overview.wantsAnew(overview.recordOf(environment).orElseThrow(), environment);
    }

    private void next(int first, Policy policy, @Nullable Instant deadline) {
        edition = world.publish(first, policy, deadline);
        Await.result(summaries.catchUp());
    }

    private List<Integer> places(String environment) {
        return IntStream.range(0, edition.total())
                .filter(asset -> edition.assets().get(asset).environment().equals(environment))
                .boxed()
                .toList();
    }

    private int total(String environment) {
        return places(environment).size();
    }

    private void complete(String... environments) {
        for (String environment : environments) {
            places(environment).forEach(asset -> world.tick(learner, edition, asset, AssetState.COMPLETED));
        }
    }

    private void completeButOne(String environment) {
        completeButOne(environment, total(environment) - 1);
    }

    private void completeButOne(String environment, int left) {
        List<Integer> places = places(environment);
        places.stream()
                .filter(asset -> !asset.equals(places.get(left)))
                .forEach(asset -> world.tick(learner, edition, asset, AssetState.COMPLETED));
    }

    private Future<Progress.Ticked> last(String environment) {
        return start(places(environment).get(total(environment) - 1), AssetState.COMPLETED);
    }

    private void tick(String environment, int asset, AssetState state) {
        world.tick(learner, edition, places(environment).get(asset), state);
    }

    private Future<Progress.Ticked> start(int asset, AssetState state) {
        UUID id = edition.assets().get(asset).id();
        Tick tick = new Tick(learner, UUID.randomUUID(), id, state, null, null, null);
        return world.progress.tick(edition, edition.assets().get(asset), tick);
    }

    private void revoke(String rule) {
        UUID id = world.sql("select id from record where rule = $1", rule)
                .iterator()
                .next()
                .getUUID(0);
        Await.result(new RecordStore().event(world.pool, id, "revoked", "test", "A mistake."));
    }

    private long issuedAssets(String rule) {
        return world.count("select completed::bigint from record where learner_id = $1 and rule = $2", learner, rule);
    }

    private List<String> records() {
        return records(learner);
    }

    private List<String> records(UUID holder) {
        List<String> records = new ArrayList<>();
        for (Row row : world.sql("""
                select r.rule || ' ' || r.cycle || ' ' || coalesce((select kind from record_event e where e.record_id = r.id
                  order by id desc limit 1), 'stands') as record
                from record r where r.learner_id = $1
                order by array_position(array['all', 'environment:three', 'environment:one', 'environment:two'], r.rule), r.cycle
                """, holder)) {
            records.add(row.getString("record"));
        }
        return records;
    }
}
