package dev.waymark.server.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.server.Await;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.PlacedAsset;
import dev.waymark.server.progress.AssetState;
import dev.waymark.server.progress.Progress;
import dev.waymark.server.progress.Tick;
import dev.waymark.server.progress.Verifying;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Session;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerificationTest {
    private static final TeamWorld WORLD = new TeamWorld();
    private Edition edition = WORLD.publish(5);
    private Team team = WORLD.context("Team");
    private UUID learner = UUID.randomUUID();
    private final UUID manager = UUID.randomUUID();

    @BeforeEach
    void someone() {
        edition = WORLD.ruled("all");
        team = WORLD.context("Team");
        learner = WORLD.member(team, "Learner 07", TeamWorld.LEARNER);
    }

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void verifyingCountsLikeATickAndOnlyOnce() {
        assertThat(verify(0, true).standing().cells()).containsExactly(1, 0, 0, 0, 0, 0);
        assertThat(verify(0, true).standing().changed()).isFalse();
        WORLD.tick(learner, edition, 1, AssetState.COMPLETED);
        assertThat(verify(1, true).standing().cells()).containsExactly(2, 0, 0, 0, 0, 0);
        assertThat(verify(1, false).standing().state()).isEqualTo(AssetState.COMPLETED);
        assertThat(verify(1, false).standing().cells()).containsExactly(2, 0, 0, 0, 0, 0);
        assertThat(verify(2, false).standing().changed()).isFalse();
    }

    @Test
    void itIsNotTheLearnersActivity() {
        WORLD.tick(learner, edition, 0, AssetState.COMPLETED);
        WORLD.sql("update summary set last_activity_at = now() - interval '20 days' where learner_id = $1", learner);
        verify(1, true);
        TeamPage page = Await.result(WORLD.teams.page(team, edition, TeamFilter.EVERYBODY));
        assertThat(page.members().get(0).status()).isEqualTo(Status.STALLED);
    }

    @Test
    void whoWhenWhereAndWhyAreKept() {
        verify(0, true);
        assertThat(WORLD.count(
                        "select count(*) from progress where learner_id = $1 and state = 3 and verified_by = $2"
                                + " and verified_in = $3 and verified_reason = 'Seen' and verified_at is not null",
                        learner,
                        manager,
                        team.context()))
                .isEqualTo(1);
        verify(0, false);
        assertThat(WORLD.count(
                        "select count(*) from progress_event where learner_id = $1 and actor_id = $2 and reason = 'Seen'"
                                + " and context_id = $3",
                        learner,
                        manager,
                        team.context()))
                .isEqualTo(2);
    }

    @Test
    void theLastVerificationEarnsTheRecordOnceHoweverManyArrive() {
        WORLD.complete(learner, edition, edition.total() - 1);
        int last = edition.total() - 1;
        List<Future<Progress.Ticked>> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            all.add(i % 3 == 0 ? tick(last) : start(last, true));
        }
        List<Progress.Ticked> done = all.stream().map(Await::result).toList();
        assertThat(done.stream().filter(ticked -> ticked.standing().issued())).hasSize(1);
        assertThat(WORLD.count("select count(*) from record where learner_id = $1", learner))
                .isEqualTo(1);
        assertThat(WORLD.count("select completed::bigint from summary where learner_id = $1", learner))
                .isEqualTo(edition.total());
        assertThat(Await.result(new Reconcile(WORLD.pool, WORLD.editions).all()))
                .allMatch(Reconcile.Finding::clean);
    }

    @Test
    void verifyingManyAtOnceWhileTheLearnerTicksThemAddsUp() {
        List<Future<Progress.Ticked>> all = new ArrayList<>();
        for (int asset = 0; asset < edition.total(); asset++) {
            all.add(tick(asset));
            all.add(start(asset, true));
            all.add(start(asset, asset % 2 == 0));
        }
        all.forEach(Await::result);
        assertThat(WORLD.count("select completed::bigint from summary where learner_id = $1", learner))
                .isEqualTo(edition.total());
        assertThat(WORLD.count("select count(*) from record where learner_id = $1", learner))
                .isEqualTo(1);
        assertThat(Await.result(new Reconcile(WORLD.pool, WORLD.editions).all()))
                .allMatch(Reconcile.Finding::clean);
    }

    @Test
    void reconcileNamesWhoseSummaryIsWrong() {
        WORLD.complete(learner, edition, 3);
        WORLD.sql("update summary set cells[1] = 4 where learner_id = $1", learner);
        Reconcile.Finding finding =
                Await.result(new Reconcile(WORLD.pool, WORLD.editions).all()).get(0);
        assertThat(finding.differences())
                .containsExactly(new Reconcile.Difference(
                        learner.toString(), List.of(4, 0, 0, 0, 0, 0), List.of(3, 0, 0, 0, 0, 0)));
        WORLD.sql("delete from summary where learner_id = $1", learner);
        assertThat(Await.result(new Reconcile(WORLD.pool, WORLD.editions).all())
                        .get(0)
                        .differences())
                .extracting(Reconcile.Difference::learner)
                .containsExactly(learner.toString());
        WORLD.sql("delete from progress where learner_id = $1", learner);
    }

    @Test
    void nobodyVerifiesThemselves() {
        Verifications verifications = new Verifications(WORLD.teams, WORLD.progress);
        Session session = WORLD.session(team, learner, TeamWorld.LEARNER | TeamWorld.STAFF);
        assertThatThrownBy(() -> verifications.verify(
                        session, team, learner, edition, edition.assets().get(0), true, "me"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("own progress");
        assertThatThrownBy(() -> new Verifying(learner, true, "me", learner, team.context(), UUID.randomUUID()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Progress.Ticked verify(int asset, boolean verified) {
        return Await.result(start(asset, verified));
    }

    private Future<Progress.Ticked> start(int index, boolean verified) {
        PlacedAsset asset = edition.assets().get(index);
        return WORLD.progress.verify(
                edition, asset, new Verifying(learner, verified, "Seen", manager, team.context(), UUID.randomUUID()));
    }

    private Future<Progress.Ticked> tick(int index) {
        PlacedAsset asset = edition.assets().get(index);
        return WORLD.progress.tick(
                edition,
                asset,
                new Tick(learner, UUID.randomUUID(), asset.id(), AssetState.COMPLETED, null, null, null));
    }
}
