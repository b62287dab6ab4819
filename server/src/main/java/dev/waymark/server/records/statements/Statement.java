package dev.waymark.server.records.statements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.records.credential.CredentialJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A statement of <a href="https://opensource.ieee.org/xapi/xapi-base-standard-documentation">xAPI 2.0</a> for a learning
 * record store.
 *
 * @param id chosen by us and kept when it is sent again, so that a store counts it once
 */
public record Statement(
        UUID id,
        Actor actor,
        Verb verb,
        Activity object,
        @Nullable Result result,
        int moduleVersion,
        Instant timestamp) {
    public static final String VERSION = "2.0.0";

    /** A success also says how much of how much. */
    public record Result(boolean success, int completed, int total) {
        public Result {
            if (total < 1 || completed < 0 || completed > total) {
                throw new IllegalArgumentException("a result is 0 to all of 1 or more");
            }
        }
    }

    public static Statement initialized(UUID id, Actor actor, Activity module, int version, Instant at) {
        return new Statement(id, actor, Verb.INITIALIZED, module, null, version, at);
    }

    public static Statement experienced(UUID id, Actor actor, Activity asset, int version, Instant at) {
        return new Statement(id, actor, Verb.EXPERIENCED, asset, null, version, at);
    }

    public static Statement completed(UUID id, Actor actor, Activity activity, int version, Instant at) {
        return new Statement(id, actor, Verb.COMPLETED, activity, null, version, at);
    }

    public static Statement passed(UUID id, Actor actor, Activity module, Result result, int version, Instant at) {
        return new Statement(id, actor, Verb.PASSED, module, result, version, at);
    }

    public ObjectNode json() {
        ObjectNode json = CredentialJson.object().put("id", id.toString());
        json.set("actor", actor.json());
        ObjectNode said = json.putObject("verb").put("id", verb.id());
        said.putObject("display").put("en", verb.word());
        json.set("object", object.json());
        if (verb == Verb.COMPLETED || verb == Verb.PASSED) {
            json.set("result", resultJson());
        }
        json.set("context", context());
        json.put("timestamp", timestamp.truncatedTo(ChronoUnit.MILLIS).toString());
        return json.put("version", VERSION);
    }

    private ObjectNode resultJson() {
        ObjectNode json = CredentialJson.object().put("completion", true);
        if (result != null) {
            json.put("success", result.success());
            json.putObject("score")
                    .put("scaled", (double) result.completed() / result.total())
                    .put("raw", result.completed())
                    .put("min", 0)
                    .put("max", result.total());
        }
        return json;
    }

    private ObjectNode context() {
        ObjectNode context = CredentialJson.object().put("platform", "Waymark");
        context.put("revision", Integer.toString(moduleVersion));
        if (object.module() != null) {
            context.putObject("contextActivities")
                    .putArray("parent")
                    .add(object.module().json());
        }
        return context;
    }
}
