package dev.waymark.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.lti.emulator.Fault;
import dev.waymark.lti.emulator.Profile;
import dev.waymark.lti.emulator.Received;
import dev.waymark.lti.emulator.world.Grade;
import dev.waymark.lti.emulator.world.LineItem;
import dev.waymark.lti.emulator.world.Link;
import dev.waymark.server.Eventually;
import dev.waymark.server.NodeProcess;
import dev.waymark.server.TestPlatform;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import dev.waymark.server.database.Database;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The only node is killed, again and again, while it sends the scores of nine learners for two line items to an
 * LMS that is slow, throttles, loses answers and goes away.
 */
class KilledWhileScoringTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final List<String> LINE_ITEMS = List.of("grades", "more-grades");
    private static final int SENT_BEFORE_KILL = 3;
    /** What was being sent when the node died is tried again when its claim is over, and not in 90 seconds. */
    private static final String LATER = "update outbox set claimed_until = now() where state = 'sending'";

    private static final String UNDER_WAY = "select count(*) from outbox where kind = 'score' and state = 'sending'";
    private static final String LEFT =
            "select count(*) from outbox where kind = 'score' and state in ('waiting', 'sending')";

    private static final Fault[] TROUBLE = {
        Fault.slow(Duration.ofSeconds(3)), Fault.down(), Fault.lostAnswer(), Fault.throttled(1), Fault.lostRequest()
    };

    @TempDir
    Path folder;

    private final Map<String, Visitor> learners = new HashMap<>();
    private TestServer world;
    private Database database;

    @BeforeEach
    void everybodyOpensBothActivities() {
        world = TestServer.start(Profile.MOODLE);
        world.publishSmallModule();
        database = new Database(URI.create(String.valueOf(world.environment().get("DATABASE_URL"))));
        Link second = Link.of(
                        "second",
                        TestPlatform.COURSE,
                        TestPlatform.DEPLOYMENT,
                        "Again",
                        world.url().resolve("/lti/launch"))
                .graded(LINE_ITEMS.get(1));
        world.emulator()
                .world()
                .add(second)
                .add(LineItem.of(LINE_ITEMS.get(1), TestPlatform.COURSE, TestPlatform.CLIENT, second.id(), "Again"));
        IntStream.rangeClosed(1, 9).mapToObj(i -> "l" + i).forEach(sub -> {
            world.launch(sub);
            learners.put(sub, world.visitor().launch(world.emulator().open(second.id(), sub)));
        });
        world.server().close();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void theLastScoreOfEveryLineItemArrivesAndNoneOlderOnTop() throws SQLException {
        List<Integer> steps = List.of(1, 3, 2);
        int killedWhileSending = 0;
        for (int done : steps) {
            Process node = NodeProcess.startReady(world.environment(), folder.resolve("node.log"));
            try {
                world.emulator().faults().standing(Fault.slow(Duration.ofSeconds(1)));
                world.emulator().faults().next(TROUBLE);
                int sent = received().size();
                learners.values().forEach(learner -> complete(learner, done));
                Eventually.holds("scores are sent", PATIENCE, () -> received().size() >= sent + SENT_BEFORE_KILL);
            } finally {
                NodeProcess.kill(node);
            }
            world.emulator().faults().standing(Fault.down());
            killedWhileSending += count(UNDER_WAY) > 0 ? 1 : 0;
            execute(LATER);
        }
        assertThat(killedWhileSending).as("kills that cut off a score").isEqualTo(steps.size());
        Process last = NodeProcess.startReady(world.environment(), folder.resolve("node.log"));
        try {
            world.emulator().faults().standing(null);
            Eventually.holds("every score is delivered", PATIENCE, () -> count(LEFT) == 0);
            learners.forEach((sub, learner) -> assertThat(LINE_ITEMS)
                    .as(sub)
                    .allSatisfy(item -> assertThat(given(item, sub)).isEqualTo(percent(learner))));
        } finally {
            NodeProcess.kill(last);
        }
        assertThat(learners.keySet()).allSatisfy(sub -> LINE_ITEMS.forEach(item -> nothingOlderFollows(item, sub)));
    }

    private List<Received.Score> received() {
        return world.emulator().received().scores();
    }

    /** A score with the same time is the same score once more; every other one is dated later. */
    private void nothingOlderFollows(String item, String sub) {
        List<Received.Score> sent = received().stream()
                .filter(score -> score.lineItem().equals(item) && score.person().equals(sub))
                .toList();
        assertThat(sent).isNotEmpty();
        for (int i = 1; i < sent.size(); i++) {
            Received.Score before = sent.get(i - 1);
            Received.Score after = sent.get(i);
            if (after.timestamp().equals(before.timestamp())) {
                assertThat(after.given()).isEqualTo(before.given());
            } else {
                assertThat(second(after)).isAfter(second(before));
            }
        }
        Map<String, Long> kept = sent.stream()
                .filter(Received.Score::stored)
                .collect(Collectors.groupingBy(Received.Score::timestamp, Collectors.counting()));
        assertThat(kept.values()).as("each is stored once").containsOnly(1L);
    }

    private static Instant second(Received.Score score) {
        return Instant.parse(score.timestamp()).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Leaves the learner with this many of five trainings completed. */
    private static void complete(Visitor learner, int wanted) {
        JsonNode assets = progress(learner).path("assets");
        for (int position = 0; position < assets.size(); position++) {
            String state = position < wanted ? "completed" : "none";
            if (!assets.get(position).path("state").asText().equals(state)) {
                String id = assets.get(position).path("id").asText();
                assertThat(learner.api("PUT", "/me/assets/" + id, "{\"state\":\"" + state + "\"}")
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    private static int percent(Visitor learner) {
        return progress(learner).path("percent").asInt();
    }

    private static JsonNode progress(Visitor learner) {
        return learner.api("GET", "/me/progress?module=small", null).json();
    }

    private int given(String item, String sub) {
        Grade grade = world.emulator().world().findGrade(item, sub);
        return grade == null || grade.given() == null ? -1 : grade.given().intValue();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String sql) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
