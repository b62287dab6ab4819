package dev.waymark.server.destinations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.destinations.Receiver.Got;
import dev.waymark.server.destinations.Receiver.Reply;
import dev.waymark.server.records.statements.StatementRules;
import dev.waymark.server.web.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A learning record store that takes the standard at its word (IEEE 9274.1.1, 4.1.6.1): the version header on every request,
 * an array whole or not at all, 400 for what breaks a rule, 409 for an id that it has.
 */
final class LearningStore implements Function<Got, Reply> {
    private final Map<String, JsonNode> stored = new LinkedHashMap<>();
    private Predicate<JsonNode> dislikes = statement -> false;

    /** Makes it refuse statements that are within the rules. */
    synchronized void dislikes(Predicate<JsonNode> what) {
        dislikes = what;
    }

    synchronized List<JsonNode> statements() {
        return List.copyOf(stored.values());
    }

    @Override
    public synchronized Reply apply(Got request) {
        if (!request.header("x-experience-api-version").equals("2.0.0")
                || !request.header("content-type").equals("application/json")
                || !request.path().equals("/xapi/statements")) {
            return new Reply(400, "Not a request of xAPI 2.0");
        }
        Map<String, JsonNode> fresh = new LinkedHashMap<>();
        boolean conflict = false;
        for (JsonNode statement : Json.parse(request.body())) {
            List<String> broken = new ArrayList<>(StatementRules.broken(statement));
            String id = statement.path("id").asText();
            if (fresh.put(id, statement) != null) {
                broken.add("twice in one batch");
            }
            if (dislikes.test(statement)) {
                broken.add("This store does\tnot\u202e like\u0000 it");
            }
            if (!broken.isEmpty()) {
                return new Reply(400, id + ": " + String.join(", ", broken));
            }
            conflict |= stored.containsKey(id);
        }
        if (conflict) {
            return new Reply(409, "A statement with this id is stored");
        }
        stored.putAll(fresh);
        return Reply.of(200);
    }
}
