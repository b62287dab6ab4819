package dev.waymark.server.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.Await;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.progress.AssetState;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is stored beside memberships and summaries for quick reading equals what it is taken from. */
class StandingTest {
    private static final TeamWorld WORLD = new TeamWorld();
    private final Edition edition = WORLD.publish(5);
    private final Team team = WORLD.context("Team");
    private final Team other = WORLD.context("Other");

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @AfterEach
    void everythingEqualsItsSource() {
        assertThat(WORLD.count("""
                select count(*) from membership m left join learner l on l.id = m.learner_id
                where m.sort_name <> coalesce(left(lower(l.name), 200), U&'\\FFFF') or m.places <> (
                  select count(*) from membership o where o.learner_id = m.learner_id and o.learns)
                """)).isZero();
        assertThat(WORLD.count("""
                select count(*) from summary s where s.record_cycle is distinct from (
                  select max(r.cycle) from record r where r.learner_id = s.learner_id and r.module_id = s.module_id
                    and not exists (select from record_event e where e.record_id = r.id
                      and e.kind in ('revoked', 'withdrawn', 'superseded')))
                """)).isZero();
        assertThat(WORLD.count("""
                select count(*) from summary s where s.sole_context is distinct from (
                  select case when count(*) = 1 then min(m.context_id::text)::uuid end
                  from membership m where m.learner_id = s.learner_id and m.learns)
                """)).isZero();
    }

    @Test
    void aRenamedPersonMovesToTheirNewPlace() {
        UUID learner = WORLD.member(team, "Aaa", TeamWorld.LEARNER);
        WORLD.member(team, "Bbb", TeamWorld.LEARNER);
        WORLD.sql("update learner set name = 'Zzz' where id = $1", learner);
        assertThat(names(team)).containsExactly("Bbb", "Zzz");
    }

    @Test
    void aNameThatArrivesAfterTheMembershipCounts() {
        UUID later = UUID.randomUUID();
        WORLD.join(team, later, TeamWorld.LEARNER);
        WORLD.member(team, "Mmm", TeamWorld.LEARNER);
        WORLD.sql(
                "insert into learner (id, platform_id, sub, name) values ($1, $2, $1::text, 'Aaa')",
                later,
                WORLD.platform);
        assertThat(names(team)).containsExactly("Aaa", "Mmm");
    }

    @Test
    void aNameTooLongForAnIndexStillStands() {
        WORLD.member(team, "Long ".repeat(2_000), TeamWorld.LEARNER);
        assertThat(names(team)).hasSize(1);
    }

    @Test
    void whoLearnsInSeveralContextsCountsOnceAboveThem() {
        UUID both = WORLD.member(team, "a", TeamWorld.LEARNER);
        WORLD.join(other, both, TeamWorld.LEARNER);
        WORLD.complete(both, edition, edition.total());
        assertThat(rollUp()).isEqualTo(everybodyOnce());
        WORLD.sql(
                "update membership set status = 'left' where learner_id = $1 and context_id = $2",
                both,
                other.context());
        assertThat(rollUp()).isEqualTo(everybodyOnce());
    }

    @Test
    void joiningSeveralContextsAtOnceCountsThemAll() {
        UUID learner = WORLD.member(team, "a", TeamWorld.LEARNER);
        List<Team> teams = IntStream.range(0, 8)
                .mapToObj(i -> WORLD.context("At once " + i))
                .toList();
        Await.result(Future.all(teams.stream()
                .map(each -> WORLD.pool
                        .preparedQuery("insert into membership (learner_id, context_id, roles) values ($1, $2, 1)")
                        .execute(Tuple.of(learner, each.context())))
                .toList()));
        assertThat(WORLD.count("select min(places)::bigint from membership where learner_id = $1", learner))
                .isEqualTo(9);
    }

    /** The first tick and a second membership at once: whichever comes last sees the other. */
    @Test
    void aFirstTickDuringALaunchElsewhereKnowsBoth() {
        for (int i = 0; i < 20; i++) {
            UUID learner = WORLD.member(team, "first " + i, TeamWorld.LEARNER);
            Await.result(Future.all(
                    WORLD.pool
                            .preparedQuery("insert into membership (learner_id, context_id, roles) values ($1, $2, 1)")
                            .execute(Tuple.of(learner, other.context())),
                    WORLD.pool
                            .preparedQuery("insert into summary (learner_id, module_id, basis, cells)"
                                    + " values ($1, $2, $3, '{}')")
                            .execute(Tuple.of(learner, edition.moduleId(), edition.basis()))));
        }
    }

    @Test
    void aRevokedRecordNoLongerCounts() {
        UUID learner = WORLD.member(team, "a", TeamWorld.LEARNER);
        WORLD.complete(learner, edition, edition.total());
        WORLD.tick(learner, edition, 0, AssetState.NONE);
        assertThat(rollUp().finished()).isEqualTo((int) everybodyOnce().finished());
        WORLD.sql(
                "insert into record_event (record_id, kind, actor, reason) select id, 'revoked', 'test', 'test'"
                        + " from record where learner_id = $1",
                learner);
        assertThat(Await.result(WORLD.teams.page(team, edition, TeamFilter.EVERYBODY))
                        .totals()
                        .finished())
                .isZero();
    }

    private record Once(int learners, int finished) {}

    private static Once rollUp(OrganisationStore.Totals totals) {
        return new Once(totals.learners(), totals.finished());
    }

    private Once rollUp() {
        return rollUp(Await.result(new OrganisationStore().rollUp(WORLD.pool, edition, null, null))
                .get(0)
                .totals());
    }

    private static Once everybodyOnce() {
        return new Once((int) WORLD.count("select count(distinct learner_id) from membership where learns"), (int)
                WORLD.count("select count(distinct m.learner_id) from membership m join record r using (learner_id)"
                        + " where m.learns and not exists (select from record_event e where e.record_id = r.id)"));
    }

    private List<String> names(Team of) {
        return Await.result(WORLD.teams.page(of, edition, TeamFilter.EVERYBODY)).members().stream()
                .map(Member::name)
                .map(name -> name == null ? "" : name)
                .toList();
    }
}
