package dev.waymark.server.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.server.Await;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.progress.AssetState;
import dev.waymark.server.web.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TeamsTest {
    private static final TeamWorld WORLD = new TeamWorld();
    private Edition edition = WORLD.publish(5);
    private Team team = WORLD.context("Team");

    @BeforeEach
    void freshTeam() {
        edition = WORLD.ruled("all");
        team = WORLD.context("Team");
    }

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void someoneWhoNeverLaunchedStandsThereAsNotStarted() {
        WORLD.member(team, "Learner 07", TeamWorld.LEARNER);
        TeamPage page = everybody();
        assertThat(page.members()).hasSize(1);
        assertThat(page.members().get(0).status()).isEqualTo(Status.NOT_STARTED);
        assertThat(page.members().get(0).percent()).isZero();
        assertThat(page.members().get(0).cells()).containsOnly(0);
    }

    @Test
    void staffTestUsersAndPeopleWhoLeftAreNotCounted() {
        WORLD.member(team, "Instructor", TeamWorld.STAFF);
        WORLD.member(team, "Test student", TeamWorld.LEARNER | 32);
        UUID left = WORLD.member(team, "Gone", TeamWorld.LEARNER);
        WORLD.sql("update membership set status = 'left' where learner_id = $1", left);
        UUID inactive = WORLD.member(team, "Away", TeamWorld.LEARNER);
        WORLD.sql("update membership set status = 'inactive' where learner_id = $1", inactive);
        WORLD.member(team, "No role", 0);
        WORLD.member(team, "Both", TeamWorld.LEARNER | TeamWorld.STAFF);
        assertThat(everybody().members()).extracting(Member::name).containsExactly("Both", "No role");
        assertThat(everybody().totals().learners()).isEqualTo(2);
    }

    @Test
    void everyLearnerHasOneStatus() {
        WORLD.member(team, "a", TeamWorld.LEARNER);
        UUID active = WORLD.member(team, "b", TeamWorld.LEARNER);
        WORLD.complete(active, edition, 1);
        UUID stalled = WORLD.member(team, "c", TeamWorld.LEARNER);
        WORLD.tick(stalled, edition, 0, AssetState.OPENED);
        idle(stalled, 15);
        UUID finished = WORLD.member(team, "d", TeamWorld.LEARNER);
        WORLD.complete(finished, edition, edition.total());
        idle(finished, 40);
        assertThat(everybody().members())
                .extracting(Member::status)
                .containsExactly(Status.NOT_STARTED, Status.ACTIVE, Status.STALLED, Status.FINISHED);
        WORLD.sql("update module set settings = '{\"stalledDays\": 60}'");
        assertThat(everybody().totals().stalled()).isZero();
        WORLD.sql("update module set settings = '{}'");
    }

    @Test
    void whoHoldsACountingRecordStaysAtOneHundred() {
        UUID learner = WORLD.member(team, "a", TeamWorld.LEARNER);
        WORLD.complete(learner, edition, edition.total());
        WORLD.tick(learner, edition, 0, AssetState.NONE);
        assertThat(everybody().members().get(0).percent()).isEqualTo(100);
        WORLD.sql(
                "insert into record_event (record_id, kind, actor, reason) select id, 'revoked', 'test', 'test' from record where learner_id = $1",
                learner);
        assertThat(everybody().members().get(0).percent()).isEqualTo(95);
        assertThat(everybody().totals().finished()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "path", "level:100", "level:200"})
    void thePercentageIsTheLearnersOwnUnderEveryRule(String rule) {
        edition = WORLD.ruled(rule);
        Random random = new Random(7);
        for (int i = 0; i < 12; i++) {
            UUID learner = WORLD.member(team, "Learner " + i, TeamWorld.LEARNER);
            for (int asset = 0; asset < edition.total(); asset++) {
                if (random.nextInt(12) < i) {
                    WORLD.tick(learner, edition, asset, AssetState.COMPLETED);
                }
            }
        }
        for (Member member : everybody().members()) {
            int own =
                    Await.result(WORLD.progress.overview(member.id(), edition)).percent();
            assertThat(member.percent()).isEqualTo(own);
        }
    }

    @Test
    void aNewEditionIsCountedBeforeItsFiguresAreShown() {
        UUID learner = WORLD.member(team, "a", TeamWorld.LEARNER);
        WORLD.complete(learner, edition, 6);
        Edition old = edition;
        edition = WORLD.publish(4);
        assertThat(everybody().members().get(0).cells()).containsExactly(4, 1, 0, 0, 0, 0);
        TeamPage asked = Await.result(WORLD.teams.page(team, old, TeamFilter.EVERYBODY));
        assertThat(asked.edition().basis()).isEqualTo(edition.basis());
        edition = WORLD.publish(5);
        assertThat(everybody().members().get(0).cells()).containsExactly(5, 1, 0, 0, 0, 0);
    }

    @ParameterizedTest
    @EnumSource(TeamView.Order.class)
    void pagesForthAndBackShowEverybodyOnceInOrder(TeamView.Order order) {
        Random random = new Random(11);
        for (int i = 0; i < 120; i++) {
            String name = i % 9 == 0 ? null : "Learner " + random.nextInt(40);
            UUID learner = WORLD.member(team, name, TeamWorld.LEARNER);
            if (random.nextBoolean()) {
                WORLD.complete(learner, edition, 1 + random.nextInt(3));
                idle(learner, random.nextInt(30));
            }
        }
        List<Member> forth = new ArrayList<>();
        List<TeamPage> pages = new ArrayList<>();
        Cursor cursor = null;
        do {
            TeamPage page = Await.result(WORLD.teams.page(team, edition, ordered(order, cursor)));
            assertThat(page.before()).isEqualTo(forth.size());
            forth.addAll(page.members());
            pages.add(page);
            cursor = page.next() == null ? null : Cursor.parse(page.next().text());
        } while (cursor != null);
        assertThat(forth).extracting(Member::id).doesNotHaveDuplicates().hasSize(120);
        assertThat(forth)
                .isSortedAccordingTo(Comparator.comparingLong(Member::rank).thenComparing(Member::sortName));
        TeamPage last = pages.get(pages.size() - 1);
        TeamPage back = Await.result(WORLD.teams.page(team, edition, ordered(order, last.previous())));
        assertThat(back.members()).extracting(Member::id).containsExactlyElementsOf(ids(pages.get(1)));
        assertThat(back.before()).isEqualTo(50);
    }

    @Test
    void aPageStaysWhereItWasWhenRowsMoveBetweenTwoRequests() {
        for (int i = 0; i < 60; i++) {
            WORLD.member(team, "Learner %02d".formatted(i), TeamWorld.LEARNER);
        }
        TeamPage first = Await.result(WORLD.teams.page(team, edition, ordered(TeamView.Order.PROGRESS, null)));
        WORLD.complete(first.members().get(3).id(), edition, 1);
        WORLD.sql(
                "update membership set status = 'left' where learner_id = $1",
                first.members().get(5).id());
        WORLD.member(team, "Aaa", TeamWorld.LEARNER);
        TeamPage second = Await.result(WORLD.teams.page(team, edition, ordered(TeamView.Order.PROGRESS, first.next())));
        assertThat(second.members()).hasSize(10);
        assertThat(ids(second)).doesNotContainAnyElementsOf(ids(first));
    }

    @Test
    void filtersByGroupAndStatusWhileTotalsStayTheGroups() {
        UUID here = WORLD.member(team, "a", TeamWorld.LEARNER);
        WORLD.member(team, "b", TeamWorld.LEARNER);
        WORLD.sql("update membership set group_ids = '{g1}' where learner_id = $1", here);
        TeamFilter group = new TeamFilter("g1", null, null, TeamView.Order.NAME, null);
        TeamPage page = Await.result(WORLD.teams.page(team, edition, group));
        assertThat(page.members()).extracting(Member::id).containsExactly(here);
        TeamFilter finished = new TeamFilter(null, Wanted.FINISHED, null, TeamView.Order.NAME, null);
        page = Await.result(WORLD.teams.page(team, edition, finished));
        assertThat(page.members()).isEmpty();
        assertThat(page.totals().matching()).isZero();
        assertThat(page.totals().learners()).isEqualTo(2);
    }

    @Test
    void mentorsSeeTheirMenteesOnlyAlsoInTheTotals() {
        UUID mine = WORLD.member(team, "a", TeamWorld.LEARNER);
        WORLD.member(team, "b", TeamWorld.LEARNER);
        TeamPage page = Await.result(WORLD.teams.page(team.onlyFor(List.of(mine)), edition, TeamFilter.EVERYBODY));
        assertThat(page.members()).extracting(Member::id).containsExactly(mine);
        assertThat(page.totals().learners()).isEqualTo(1);
        page = Await.result(WORLD.teams.page(team.onlyFor(List.of()), edition, TeamFilter.EVERYBODY));
        assertThat(page.totals().learners()).isZero();
    }

    @Test
    void whoLearnsInTwoContextsCountsOnceAboveThem() {
        Team other = WORLD.context("Other");
        UUID both = WORLD.member(team, "a", TeamWorld.LEARNER);
        WORLD.join(other, both, TeamWorld.LEARNER);
        WORLD.member(other, "b", TeamWorld.LEARNER);
        WORLD.complete(both, edition, edition.total());
        List<OrganisationStore.Line> lines =
                Await.result(new OrganisationStore().rollUp(WORLD.pool, edition, WORLD.platform, "one"));
        assertThat(of(lines, team).learners()).isEqualTo(1);
        assertThat(of(lines, other)).isEqualTo(new OrganisationStore.Totals(2, 1, 0, 0, 1, 50));
        long everybody = WORLD.count("select count(distinct learner_id) from membership where learns");
        assertThat(lines.get(0).totals().learners()).isEqualTo((int) everybody);
        assertThat(lines.get(0).platform()).isNull();
    }

    @Test
    void theRollUpAgreesWithTheTeamEvenBeforeARecount() {
        UUID learner = WORLD.member(team, "a", TeamWorld.LEARNER);
        WORLD.complete(learner, edition, 7);
        edition = WORLD.publish(4);
        List<OrganisationStore.Line> lines =
                Await.result(new OrganisationStore().rollUp(WORLD.pool, edition, null, null));
        int percent = of(lines, team).percent();
        assertThat(percent).isEqualTo(everybody().members().get(0).percent()).isPositive();
        edition = WORLD.publish(5);
    }

    private static OrganisationStore.Totals of(List<OrganisationStore.Line> lines, Team team) {
        return lines.stream()
                .filter(line -> team.context().equals(line.context()))
                .findFirst()
                .orElseThrow()
                .totals();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "W10", "WyJhIl0", "!!!", "WzEsImEiLCJub3QtYW4taWQiLDAsZmFsc2Vd"})
    void refusesACursorThatItDidNotGiveOut(String after) {
        assertThatThrownBy(() -> Cursor.parse(after)).isInstanceOf(Problem.class);
    }

    private TeamPage everybody() {
        return Await.result(WORLD.teams.page(team, edition, TeamFilter.EVERYBODY));
    }

    private static TeamFilter ordered(TeamView.Order order, @org.jspecify.annotations.Nullable Cursor cursor) {
        return new TeamFilter(null, null, null, order, cursor);
    }

    private static List<UUID> ids(TeamPage page) {
        return page.members().stream().map(Member::id).toList();
    }

    private static void idle(UUID learner, int days) {
        WORLD.sql(
                "update summary set last_activity_at = now() - make_interval(days => $2) where learner_id = $1",
                learner,
                days);
    }
}
