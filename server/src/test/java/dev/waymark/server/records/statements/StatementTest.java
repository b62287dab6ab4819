package dev.waymark.server.records.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

        assertThat(names(json))
                .isSubsetOf("id", "actor", "verb", "object", "result", "context", "timestamp", "version")
                .contains("actor", "verb", "object");
        assertThat(UUID.fromString(json.get("id").asText())).isEqualTo(ID);
        assertThat(names(json.get("actor"))).containsExactlyInAnyOrder("objectType", "account");
        assertThat(URI.create(json.at("/actor/account/homePage").asText())).matches(URI::isAbsolute);
        assertThat(json.at("/verb/id").asText()).startsWith("http://adlnet.gov/expapi/verbs/");
        assertThat(URI.create(json.at("/object/id").asText())).matches(URI::isAbsolute);
        assertThat(Instant.parse(json.get("timestamp").asText())).isEqualTo("2026-05-04T10:15:30.123Z");
        assertThat(json.get("version").asText()).isEqualTo("2.0.0");
        assertThat(json.toString()).doesNotContain("null");
    }

    @Test
    void namesActivitiesByThePermalink() {
        assertThat(MODULE.id()).isEqualTo("https://learn.example/activities/skilling/small");
        assertThat(ASSET.id()).isEqualTo("https://learn.example/activities/skilling/small/assets/" + ID);
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

    private static Set<String> names(JsonNode json) {
        Set<String> names = new HashSet<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
