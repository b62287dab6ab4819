package dev.waymark.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.NodeProcess;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second server node, in a process of its own on the same database, is killed while ticks arrive. */
class KilledServerTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void losesNoTickThatWasAnswered() throws Exception {
        try (TestServer world = TestServer.start()) {
            world.publishSmallModule();
            Visitor learner = world.launch("l1");
            JsonNode assets = learner.api("GET", "/me/progress", null).json().path("assets");
            URI node = URI.create("http://localhost:" + TestServer.freePort());
            Set<String> answered = new HashSet<>();
            Process process = startNode(world, node);
            try {
                for (JsonNode asset : assets) {
                    String id = asset.path("id").asText();
                    if (answered.size() == 3) {
                        NodeProcess.kill(process);
                    }
                    if (ticked(node, learner.bearer(), id)) {
                        answered.add(id);
                    }
                }
            } finally {
                NodeProcess.kill(process);
            }
            assertThat(answered).hasSize(3);
            JsonNode after = learner.api("GET", "/me/progress", null).json();
            Set<String> kept = new HashSet<>();
            after.path("assets").forEach(asset -> {
                if (asset.path("state").asText().equals("completed")) {
                    kept.add(asset.path("id").asText());
                }
            });
            assertThat(kept).containsAll(answered);
            assertThat(after.path("completed").asInt()).isEqualTo(kept.size());
        }
    }

    private Process startNode(TestServer world, URI node) {
        Map<String, String> environment = new HashMap<>(world.environment());
        environment.put("WAYMARK_PUBLIC_URL", node.toString());
        environment.put("WAYMARK_PORT", Integer.toString(node.getPort()));
        return NodeProcess.startReady(environment, folder.resolve("node.log"));
    }

    private static boolean ticked(URI node, String bearer, String asset) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(node.resolve("/api/v1/me/assets/" + asset))
                .header("Authorization", "Bearer " + bearer)
                .PUT(HttpRequest.BodyPublishers.ofString("{\"state\":\"completed\"}"))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException killed) {
            return false;
        }
    }
}
