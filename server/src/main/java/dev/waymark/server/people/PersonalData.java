package dev.waymark.server.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.web.Json;
import dev.waymark.server.web.Problem;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What is held about a person: told, handed out, erased. */
public final class PersonalData {
    static final List<String> KINDS = List.of("identity", "launches", "progress", "notes", "records", "scores");
    private static final Pattern JOINT = Pattern.compile("_([a-z])");
    private static final SecureRandom RANDOM = new SecureRandom();
    private final Pool pool;
    private final Function<UUID, Future<Void>> endSession;
    private final ExportStore exports = new ExportStore();
    private final ErasureStore erasures = new ErasureStore();

    /** @param endSession ends a session on this node at once */
    public PersonalData(Pool pool, Function<UUID, Future<Void>> endSession) {
        this.pool = pool;
        this.endSession = endSession;
    }

    /** Everything held about a person, as one JSON document, or 404. */
    public Future<JsonNode> export(UUID learner) {
        return exports.export(pool, learner).map(PersonalData::document);
    }

    private static JsonNode document(Optional<String> found) {
        return camelCase(Json.parse(found.orElseThrow(Problem::notFound)));
    }

    Future<Optional<ExportStore.Held>> held(UUID learner) {
        return exports.held(pool, learner);
    }

    Future<List<ExportStore.Grader>> graders(UUID learner) {
        return exports.graders(pool, learner);
    }

    Future<List<ExportStore.Readers>> readers(UUID learner) {
        return exports.readers(pool, learner);
    }

    /**
     * Erases a person for good, in one transaction, and answers what was held until then. A later launch of the
     * same person begins anew.
     */
    public Future<JsonNode> erase(UUID learner, String actor) {
        UUID random = UUID.randomUUID();
        String by = actor.equals(learner.toString()) ? random.toString() : actor;
        byte[] salt = new byte[16];
        RANDOM.nextBytes(salt);
        return pool.withTransaction(connection -> erasures.lock(connection, learner)
                        .compose(known ->
                                known ? exports.export(connection, learner) : Future.failedFuture(Problem.notFound()))
                        .map(PersonalData::document)
                        .compose(held -> erasures.launches(connection, learner)
                                .compose(launches -> erasures.rekey(connection, learner, random)
                                        .compose(done -> erasures.bury(connection, learner, salt, by, random))
                                        .map(new Erased(held, launches)))))
                .compose(erased -> Future.all(
                                erased.launches().stream().map(endSession).toList())
                        .map(erased.held()));
    }

    private record Erased(JsonNode held, List<UUID> launches) {}

    /** Keys as the API writes them. */
    private static JsonNode camelCase(JsonNode node) {
        if (node.isArray()) {
            ArrayNode items = Json.MAPPER.createArrayNode();
            node.forEach(item -> items.add(camelCase(item)));
            return items;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode renamed = Json.object();
        node.properties()
                .forEach(field -> renamed.set(
                        JOINT.matcher(field.getKey())
                                .replaceAll(joint -> joint.group(1).toUpperCase(Locale.ROOT)),
                        camelCase(field.getValue())));
        return renamed;
    }
}
