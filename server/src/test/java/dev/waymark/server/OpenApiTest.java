package dev.waymark.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.web.Json;
import io.vertx.ext.web.Route;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The published document, against the routes and the answers of a running server. */
class OpenApiTest {
    private static final JsonNode DOCUMENT = ApiContract.DOCUMENT;
    private static TestServer world;

    @BeforeAll
    static void start() {
        world = TestServer.start();
        world.publishSmallModule();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void holdsExactlyTheRoutesThatThereAre() {
        assertThat(documented()).isEqualTo(routed());
    }

    @Test
    void isPublishedToAnyone() {
        String published = world.visitor().get("/api/v1/openapi.json").body();
        assertThat(Json.parse(published)).isEqualTo(DOCUMENT);
    }

    @Test
    void declaresEveryParameterOfAPath() {
        DOCUMENT.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().forEach(operation -> {
                    Set<String> inPath = Pattern.compile("\\{([a-zA-Z]+)}")
                            .matcher(path.getKey())
                            .results()
                            .map((MatchResult match) -> match.group(1))
                            .collect(Collectors.toCollection(TreeSet::new));
                    Set<String> declared = new TreeSet<>();
                    operation.path("parameters").forEach(parameter -> {
                        JsonNode whole = parameter.has("$ref")
                                ? DOCUMENT.at(parameter.path("$ref").asText().substring(1))
                                : parameter;
                        if (whole.path("in").asText().equals("path")) {
                            declared.add(whole.path("name").asText());
                        }
                    });
                    assertThat(declared).as(path.getKey()).isEqualTo(inPath);
                }));
    }

    @Test
    void namesEveryOperationOnceAndReferencesOnlyWhatIsThere() {
        assertThat(DOCUMENT.findValuesAsText("operationId")).doesNotHaveDuplicates();
        assertThat(DOCUMENT.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                DOCUMENT.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    private static Set<String> documented() {
        Set<String> all = new TreeSet<>();
        DOCUMENT.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> all.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        return all;
    }

    private static Set<String> routed() {
        Set<String> all = new TreeSet<>();
        for (Route route : world.server().app().routes()) {
            String path = route.getPath();
            if (path != null && path.startsWith("/api/v1/") && route.methods() != null) {
                String template = path.substring("/api/v1".length()).replaceAll(":([a-zA-Z]+)", "{$1}");
                route.methods().forEach(method -> all.add(method + " " + template));
            }
        }
        return all;
    }
}
