package dev.waymark.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.emulator.Fault;
import dev.waymark.lti.emulator.world.Enrolment;
import dev.waymark.lti.emulator.world.Group;
import dev.waymark.lti.emulator.world.Person;
import dev.waymark.lti.emulator.world.Role;
import dev.waymark.server.Await;
import dev.waymark.server.Eventually;
import dev.waymark.server.TestPlatform;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RosterTest {
    private static final Duration SOON = Duration.ofSeconds(15);
    private TestServer world;

    @BeforeEach
    void start() {
        world = TestServer.start();
        world.publishSmallModule();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void showsMembersWhoNeverLaunched() {
        world.launch("teacher");
        Eventually.holds("all members", SOON, () -> status("l9").equals("active"));
        assertThat(Database.count(world, "select count(*) as n from learner where sub = 'l9' and name = 'Learner 09'"))
                .isEqualTo(1);
    }

    @Test
    void offersNoGroupsWhereTheLmsTellsNone() {
        Visitor teacher = world.launch("teacher");
        Eventually.holds("all members", SOON, () -> status("l9").equals("active"));
        assertThat(teacher.get(teacher.base() + "/team").body())
                .contains("name=\"status\"")
                .doesNotContain("name=\"group\"");
    }

    @Test
    void followsEveryPageOfALargeRoster() {
        IntStream.rangeClosed(1, 700)
                .forEach(i -> world.emulator()
                        .world()
                        .add(Person.of("p" + i, "Person", "" + i))
                        .enrol(TestPlatform.COURSE, Enrolment.of("p" + i, Role.LEARNER)));
        world.launch("teacher");
        Eventually.holds(
                "711 members",
                Duration.ofSeconds(30),
                () -> Database.count(world, "select count(*) as n from membership") == 711);
    }

    @Test
    void letsGoOfWhoIsMissingTwice() {
        world.launch("l1");
        world.launch("teacher");
        Eventually.holds("the first reading", SOON, () -> readings() == 1);
        world.emulator()
                .world()
                .add(world.emulator().world().course(TestPlatform.COURSE).without("l1"));
        wholeReadingWasLongAgo();
        readAgain(2);
        assertThat(status("l1")).as("missing once").isEqualTo("active");
        wholeReadingWasLongAgo();
        readAgain(3);
        assertThat(status("l1")).as("missing twice").isEqualTo("left");
        world.launch("l1");
        assertThat(status("l1")).as("who launches is here").isEqualTo("active");
    }

    @Test
    void takesTheStatusThatTheRosterTells() {
        world.emulator()
                .world()
                .enrol(TestPlatform.COURSE, Enrolment.of("l2", Role.LEARNER).with(Enrolment.INACTIVE));
        world.launch("teacher");
        Eventually.holds("the reading", SOON, () -> status("l2").equals("inactive"));
    }

    @Test
    void readsOnlyWhatHasChangedBetweenTwoWholeReadings() {
        world.launch("teacher");
        Eventually.holds("the first reading", SOON, () -> readings() == 1);
        enrol("l1", Enrolment.INACTIVE);
        enrol("l2", Enrolment.DELETED);
        readAgain(2);
        assertThat(lastReading()).isEqualTo("2 changes of members read");
        assertThat(List.of(status("l1"), status("l2"), status("l3"))).containsExactly("inactive", "left", "active");
        enrol("l2", Enrolment.ACTIVE);
        readAgain(3);
        assertThat(lastReading()).as("asked from where the last ones ended").isEqualTo("1 changes of members read");
        assertThat(status("l2")).isEqualTo("active");
    }

    @Test
    void readsTheWholeRosterWhereChangesAreRefusedOrFail() {
        world.launch("teacher");
        Eventually.holds("the first reading", SOON, () -> readings() == 1);
        int reading = 1;
        for (Fault fault : List.of(Fault.down(), Fault.unauthorized(), Fault.lostAnswer())) {
            world.emulator().faults().next(fault);
            readAgain(++reading);
        }
        differencesAt("/courses/ml-101/members?since=never");
        readAgain(++reading);
        assertThat(lastReading()).as("differences that the LMS refuses").isEqualTo("11 members read");
        differencesAt("/jwks");
        readAgain(++reading);
        assertThat(lastReading()).as("an address that tells no members").isEqualTo("11 members read");
    }

    @Test
    void readsAllAgainAfterFiveMinutesSinceChangesMayLeaveDeletionsOut() {
        world.launch("teacher");
        Eventually.holds("the first reading", SOON, () -> readings() == 1);
        world.emulator()
                .world()
                .add(world.emulator().world().course(TestPlatform.COURSE).without("l1"));
        readAgain(2);
        assertThat(lastReading()).isEqualTo("0 changes of members read");
        wholeReadingWasLongAgo();
        readAgain(3);
        assertThat(lastReading()).isEqualTo("10 members read, 1 not found in it");
    }

    @Test
    void asksTheLmsAtMostEveryTenSecondsHoweverOftenManagersCome() {
        world.launch("teacher");
        Eventually.holds("the first reading", SOON, () -> readings() == 1);
        enrol("l3", Enrolment.INACTIVE);
        for (int i = 0; i < 5; i++) {
            world.launch("teacher");
        }
        assertThat(Database.count(
                        world,
                        "select count(*) as n from outbox where kind = 'roster' and state = 'waiting' "
                                + "and due_at between now() + interval '5 seconds' and now() + interval '10 seconds'"))
                .as("one reading, ten seconds after the last")
                .isEqualTo(1);
        run("update outbox set due_at = now() where kind = 'roster' and state = 'waiting'");
        Eventually.holds(
                "the change", Duration.ofSeconds(20), () -> status("l3").equals("inactive"));
        Eventually.holds("two readings in all", SOON, () -> readings() == 2);
    }

    @Test
    void readsACourseWithGroupsWholeEveryTime() {
        var course = world.emulator().world().course(TestPlatform.COURSE);
        world.emulator().world().add(course.with(new Group("g1", "Morning", "Halves", List.of("l1"))));
        world.launch("teacher");
        Eventually.holds("the first reading", SOON, () -> readings() == 1);
        readAgain(2);
        assertThat(lastReading()).isEqualTo("11 members read");
    }

    @Test
    void seesTheFirstGroupsBetweenTwoWholeReadings() {
        world.launch("teacher");
        Eventually.holds("the first reading", SOON, () -> readings() == 1);
        var course = world.emulator().world().course(TestPlatform.COURSE);
        world.emulator().world().add(course.with(new Group("g1", "Morning", "Halves", List.of("l1"))));
        readAgain(2);
        assertThat(lastReading()).isEqualTo("11 members read");
        assertThat(Database.count(world, "select count(*) as n from membership where group_ids = array['g1']"))
                .isEqualTo(1);
    }

    @Test
    void keepsTheErrorUntilAReadingSucceeds() {
        world.emulator().faults().standing(Fault.down());
        try {
            enqueueAfterLaunch();
            Eventually.holds(
                    "the error",
                    SOON,
                    () -> Database.count(world, "select count(*) as n from context where roster_error like '%503%'")
                            == 1);
        } finally {
            world.emulator().faults().standing(null);
        }
        Eventually.holds(
                "no error",
                Duration.ofSeconds(30),
                () -> Database.count(world, "select count(*) as n from context where roster_error is null") == 1);
    }

    private void enrol(String learner, String status) {
        world.emulator()
                .world()
                .enrol(TestPlatform.COURSE, Enrolment.of(learner, Role.LEARNER).with(status));
    }

    private void wholeReadingWasLongAgo() {
        run("update context set roster_whole_at = now() - interval '6 minutes'");
    }

    private void differencesAt(String path) {
        run("update context set differences_url = '"
                + world.emulator().site().base().resolve(path) + "'");
    }

    private void run(String sql) {
        Await.result(world.pool().query(sql).execute());
    }

    private String lastReading() {
        return Await.result(world.pool()
                        .query("select reason from outbox where kind = 'roster' order by updated_at desc limit 1")
                        .execute())
                .iterator()
                .next()
                .getString("reason");
    }

    private void enqueueAfterLaunch() {
        world.emulator().faults().standing(null);
        world.launch("teacher");
        Eventually.holds("the first reading", SOON, () -> readings() == 1);
        world.emulator().faults().standing(Fault.down());
        enqueue();
    }

    private void readAgain(int reading) {
        enqueue();
        Eventually.holds("reading " + reading, SOON, () -> readings() == reading);
    }

    private void enqueue() {
        run("""
                insert into outbox (kind, key, lane, subject_id, registration_id)
                select 'roster', id::text, id::text, id, registration_id from context
                """);
    }

    private long readings() {
        return Database.count(world, "select count(*) as n from outbox where kind = 'roster' and state = 'delivered'");
    }

    private String status(String sub) {
        return Await.result(world.pool()
                        .query("select m.status from membership m join learner l on l.id = m.learner_id where l.sub = '"
                                + sub + "'")
                        .execute())
                .stream()
                .map(row -> row.getString("status"))
                .findFirst()
                .orElse("unknown");
    }
}
