package dev.waymark.server.records.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StatementTest {
    private static final UUID ID = UUID.fromString("0196a0b0-0000-7000-8000-000000000042");
    private static final Actor LEARNER = new Actor("https://lms.example", "a3f1b0c2");
    private static final Activity MODULE =
            Activity.module(URI.create("https://learn.example"), "/skilling/small", "A small module");
    private static final Activity ASSET = MODULE.asset(ID, "Watch part 1");
    private static final Instant AT = Instant.parse("2026-05-04T10:15:30.123456Z");

    static Stream<Statement> statements() {
        return Stream.of(
                Statement.initialized(ID, LEARNER, MODULE, 3, AT),
                Statement.experienced(ID, LEARNER, ASSET, 3, AT),
                Statement.completed(ID, LEARNER, ASSET, 3, AT),
                Statement.passed(ID, LEARNER, MODULE, new Statement.Result(true, 50, 50), 3, AT));
    }

    /** IEEE 9274.1.1, 4.2: what a learning record store must find in every statement. */
    @ParameterizedTest
    @MethodSource("statements")
    void keepsTheRulesOfTheSpecification(Statement statement) {
        ObjectNode json = statement.json();

        assertThat(StatementRules.broken(json)).isEmpty();
        assertThat(UUID.fromString(json.get("id").asText())).isEqualTo(ID);
        assertThat(Instant.parse(json.get("timestamp").asText())).isEqualTo("2026-05-04T10:15:30.123Z");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("no actor", json -> json.remove("actor")),
                mistake("no verb", json -> json.remove("verb")),
                mistake("no object", json -> json.remove("object")),
                mistake("an id that is no UUID", json -> json.put("id", "42")),
                mistake("a version that this is not", json -> json.put("version", "1.0.3")),
                mistake("a null", json -> json.putNull("result")),
                mistake("a property of our own", json -> json.put("sentBy", "us")),
                mistake("an unknown offset", json -> json.put("timestamp", "2026-05-04T10:15:30-00:00")),
                mistake("an offset missing", json -> json.put("timestamp", "2026-05-04T10:15:30")),
                mistake("a relative activity", json -> at(json, "/object").put("id", "/small")),
                mistake("a blank in an IRI", json -> at(json, "/object").put("id", "https://learn.example/a b")),
                mistake(
                        "a percent sign that escapes nothing",
                        json -> at(json, "/object").put("id", "https://learn.example/100%")),
                mistake(
                        "a home page that is none",
                        json -> at(json, "/actor/account").put("homePage", "lms")),
                mistake(
                        "an account without a name",
                        json -> at(json, "/actor/account").remove("name")),
                mistake("a second identifier", json -> at(json, "/actor").put("mbox", "mailto:l1@school.example")),
                mistake(
                        "a name that is no language map",
                        json -> at(json, "/object/definition").put("name", "Small")),
                mistake(
                        "a revision that is a number",
                        json -> at(json, "/context").put("revision", 3)),
                mistake("attachments", json -> json.putArray("attachments")),
                mistake(
                        "a score beyond its bounds",
                        json -> at(json, "/result/score").put("raw", 51)),
                mistake(
                        "a scaled score beyond 1",
                        json -> at(json, "/result/score").put("scaled", 1.1)),
                mistake("a pass without success", json -> at(json, "/result").remove("success")));
    }

    private static Arguments mistake(String name, Consumer<ObjectNode> made) {
        return Arguments.of(name, made);
    }

    private static ObjectNode at(ObjectNode json, String pointer) {
        return (ObjectNode) json.at(pointer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void rulesFindWhatAStoreWouldRefuse(String name, Consumer<ObjectNode> made) {
        ObjectNode json = Statement.passed(ID, LEARNER, MODULE, new Statement.Result(true, 50, 50), 3, AT)
                .json();
        made.accept(json);

        assertThat(StatementRules.broken(json)).as(name).isNotEmpty();
    }

    @Test
    void verbsSayNothingOfAResultThatIsNotTheirs() {
        ObjectNode opened = Statement.experienced(ID, LEARNER, ASSET, 3, AT).json();
        opened.putObject("result").put("completion", true);
        ObjectNode done = Statement.completed(ID, LEARNER, ASSET, 3, AT).json();
        at(done, "/result").put("success", true);

        assertThat(StatementRules.broken(opened)).isNotEmpty();
        assertThat(StatementRules.broken(done)).isNotEmpty();
    }

    @Test
    void namesActivitiesByThePermalink() {
        assertThat(MODULE.id()).isEqualTo("https://learn.example/activities/skilling/small");
        assertThat(ASSET.id()).isEqualTo("https://learn.example/activities/skilling/small/assets/" + ID);
    }

    @ParameterizedTest
    @CsvSource({
        "/über/größe, /activities/%C3%BCber/gr%C3%B6%C3%9Fe",
        "/a%20b, /activities/a%20b",
        "/100%, /activities/100%25",
        "/5%zz/%4, /activities/5%25zz/%254",
        "bare, /activities/bare",
    })
    void makesAnIriOfEveryPermalink(String permalink, String path) {
        Activity activity = Activity.module(URI.create("https://learn.example"), permalink, "T");

        assertThat(activity.id()).isEqualTo("https://learn.example" + path);
        assertThat(StatementRules.broken(
                        Statement.initialized(ID, LEARNER, activity, 1, AT).json()))
                .isEmpty();
    }

    @Test
    void placesAnAssetInItsModule() {
        JsonNode parent = Statement.completed(ID, LEARNER, ASSET, 3, AT).json().at("/context/contextActivities/parent");

        assertThat(parent).hasSize(1);
        assertThat(parent.at("/0/id").asText()).isEqualTo(MODULE.id());
    }

    @Test
    void scoresAPassWithinTheBoundsOfTheSpecification() {
        JsonNode result = Statement.passed(ID, LEARNER, MODULE, new Statement.Result(true, 33, 50), 3, AT)
                .json()
                .get("result");

        assertThat(result.at("/score/scaled").asDouble()).isEqualTo(0.66);
        assertThat(result.at("/score/raw").asInt())
                .isBetween(0, result.at("/score/max").asInt());
        assertThat(result.get("success").asBoolean()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> new Statement.Result(true, 51, 50));
    }
}
