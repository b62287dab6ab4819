package dev.waymark.server.destinations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.Visitor;
import dev.waymark.server.web.Json;
import java.util.ArrayList;
import java.util.List;

/** Destinations as an administrator sees to them, and learners who give them something to be told. */
record TestDestinations(Visitor admin) {

    JsonNode store(String url) {
        return add(Json.object()
                .put("kind", "xapi")
                .put("name", "Store")
                .put("url", url)
                .put("user", "key")
                .put("password", "s3cret:with colon"));
    }

    JsonNode webhook(String url) {
        return add(Json.object().put("kind", "webhook").put("name", "Hook").put("url", url));
    }

    JsonNode add(ObjectNode wanted) {
        Visitor.Answer answer = admin.api("POST", "/admin/destinations", wanted.toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    JsonNode named(String name) {
        for (JsonNode one : admin.api("GET", "/admin/destinations", null).json().path("destinations")) {
            if (one.path("name").asText().equals(name)) {
                return one;
            }
        }
        throw new AssertionError("There is no destination " + name);
    }

    /** @param status {@code waiting}, {@code sent} or {@code failed} */
    List<JsonNode> deliveries(String kind, String status) {
        List<JsonNode> found = new ArrayList<>();
        admin.api("GET", "/admin/deliveries?status=" + status, null)
                .json()
                .path("deliveries")
                .forEach(one -> {
                    if (one.path("kind").asText().equals(kind)) {
                        found.add(one);
                    }
                });
        return found;
    }

    /** Opens and completes every training: with the launch and the record, one more than twice as many things to tell. */
    static void finish(Visitor learner) {
        for (JsonNode asset : assets(learner)) {
            tick(learner, asset, "opened");
            tick(learner, asset, "completed");
        }
    }

    static JsonNode assets(Visitor learner) {
        return learner.api("GET", "/me/progress?module=small", null).json().path("assets");
    }

    static void tick(Visitor learner, JsonNode asset, String state) {
        String path = "/me/assets/" + asset.path("id").asText();
        assertThat(learner.api("PUT", path, "{\"state\":\"" + state + "\"}").status())
                .isEqualTo(200);
    }
}
