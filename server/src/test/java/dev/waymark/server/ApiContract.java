package dev.waymark.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.waymark.server.web.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Holds every answer that a test gets from the API against the published document. */
final class ApiContract {
    static final JsonNode DOCUMENT = read();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private ApiContract() {}

    private static JsonNode read() {
        try (InputStream document =
                Objects.requireNonNull(ApiContract.class.getResourceAsStream("/api/openapi.json"))) {
            return Json.MAPPER.readTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param path below {@code /api/v1}, perhaps with a query */
    static void requireKept(String method, String path, int status, @Nullable String contentType, String body) {
        Optional<String> template = template(path.split("\\?", 2)[0]);
        Optional<JsonNode> operation = template.map(
                        found -> DOCUMENT.path("paths").path(found).path(method.toLowerCase(Locale.ROOT)))
                .filter(found -> !found.isMissingNode());
        if (operation.isEmpty()) {
            assertThat(status).as("%s %s is not in the document", method, path).isIn(401, 404, 405);
            return;
        }
        String called = method + " " + template.orElseThrow() + " " + status;
        JsonNode response = resolved(operation.get().path("responses").path(Integer.toString(status)));
        assertThat(response.isObject())
                .as("%s is not in the document: %s", called, body)
                .isTrue();
        requireContent(called, response.path("content"), contentType, body);
    }

    private static void requireContent(String called, JsonNode content, @Nullable String contentType, String body) {
        if (content.isMissingNode()) {
            assertThat(body).as(called).isEmpty();
            return;
        }
        String type = contentType == null ? "" : contentType.split(";", 2)[0];
        assertThat(content.has(type)).as("%s answered %s", called, contentType).isTrue();
        if (type.endsWith("json")) {
            Schema schema = SCHEMAS.computeIfAbsent(
                    called + type, key -> schema(content.path(type).path("schema")));
            assertThat(schema.validate(body, InputFormat.JSON))
                    .as("%s %s", called, body)
                    .isEmpty();
        }
    }

    private static Schema schema(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", DOCUMENT.path("components"));
        return REGISTRY.getSchema(whole.toString(), InputFormat.JSON);
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** A path of words comes before one that takes anything. */
    private static Optional<String> template(String path) {
        Iterable<String> templates = () -> DOCUMENT.path("paths").fieldNames();
        return StreamSupport.stream(templates.spliterator(), false)
                .filter(template -> path.matches(template.replace(".", "\\.").replaceAll("\\{[a-zA-Z]+}", "[^/]+")))
                .min(Comparator.comparingInt(template -> template.split("\\{", -1).length));
    }
}
