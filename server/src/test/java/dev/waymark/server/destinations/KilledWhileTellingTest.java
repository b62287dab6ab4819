package dev.waymark.server.destinations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.Eventually;
import dev.waymark.server.NodeProcess;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import dev.waymark.server.database.Database;
import dev.waymark.server.web.Json;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The only node is killed, twice, while it tells a store and a webhook, both slow, of what nine learners do. */
class KilledWhileTellingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    /** What was being sent when the node died is sent again when its claim is over, and not in 90 seconds. */
    private static final String LATER = "update outbox set claimed_until = now() where state = 'sending'";

    private static final String OURS = " from outbox where kind in ('xapi', 'webhook') ";

    @TempDir
    Path folder;

    private final Receiver store = new Receiver();
    private final Receiver hook = new Receiver();
    private final LearningStore kept = new LearningStore();
    private TestServer world;
    private Database database;
    private List<Visitor> learners;

    @BeforeEach
    void everybodyOpensTheActivity() {
        world = TestServer.start();
        world.publishSmallModule();
        database = new Database(URI.create(String.valueOf(world.environment().get("DATABASE_URL"))));
        TestDestinations destinations = new TestDestinations(world.launch("admin"));
        learners =
                IntStream.rangeClosed(1, 9).mapToObj(i -> world.launch("l" + i)).toList();
        destinations.store(store.url("/xapi"));
        destinations.webhook(hook.url("/hook"));
        store.answersBy(kept);
        store.takes(Duration.ofSeconds(1));
        hook.takes(Duration.ofMillis(200));
        world.server().close();
    }

    @AfterEach
    void stop() {
        store.close();
        hook.close();
        world.close();
    }

    @Test
    void nothingIsLostAndWhatComesTwiceHasTheSameId() throws SQLException {
        List<List<Visitor>> halves = List.of(learners.subList(0, 5), learners.subList(5, 9));
        Set<String> cutOff = new HashSet<>();
        for (List<Visitor> half : halves) {
            Process node = NodeProcess.startReady(world.environment(), folder.resolve("node.log"));
            try {
                half.forEach(TestDestinations::finish);
                Eventually.holds("both are at work", PATIENCE, () -> store.isAtWork() && hook.isAtWork());
            } finally {
                NodeProcess.kill(node);
            }
            cutOff.addAll(strings("select kind" + OURS + "and state = 'sending'"));
            execute(LATER);
        }
        assertThat(cutOff).as("kills that cut off both").containsExactlyInAnyOrder("xapi", "webhook");
        assertThat(strings("select id::text" + OURS + "and state = 'waiting'")).isNotEmpty();
        store.takes(Duration.ZERO);
        hook.takes(Duration.ZERO);
        Process last = NodeProcess.startReady(world.environment(), folder.resolve("node.log"));
        try {
            Eventually.holds(
                    "all are delivered",
                    PATIENCE,
                    () -> strings("select id::text" + OURS + "and state <> 'delivered'")
                            .isEmpty());
        } finally {
            NodeProcess.kill(last);
        }

        List<String> statements = strings("select key" + OURS + "and kind = 'xapi'");
        assertThat(statements).hasSize(9 * 11);
        assertThat(kept.statements().stream().map(one -> one.path("id").asText()))
                .containsExactlyInAnyOrderElementsOf(statements);
        List<JsonNode> said = store.got().stream()
                .flatMap(got -> Json.parse(got.body()).valueStream())
                .toList();
        assertThat(said).as("the last statement before a kill came again").hasSizeGreaterThan(statements.size());
        saidTheSame(said.stream()
                .collect(Collectors.groupingBy(
                        one -> one.path("id").asText(), Collectors.mapping(JsonNode::toString, Collectors.toSet()))));

        List<String> messages = strings("select key" + OURS + "and kind = 'webhook'");
        assertThat(messages).hasSize(9 * 11);
        Map<String, Set<String>> heard = hook.got().stream()
                .collect(Collectors.groupingBy(
                        got -> got.header("webhook-id"), Collectors.mapping(Receiver.Got::body, Collectors.toSet())));
        assertThat(heard.keySet()).containsExactlyInAnyOrderElementsOf(messages);
        assertThat(hook.got()).hasSizeGreaterThan(messages.size());
        saidTheSame(heard);
    }

    private static void saidTheSame(Map<String, Set<String>> byId) {
        assertThat(byId).allSatisfy((id, bodies) -> assertThat(bodies).hasSize(1));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> strings(String sql) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
