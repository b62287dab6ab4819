package dev.waymark.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.Eventually;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import dev.waymark.server.commands.KeysCommand;
import dev.waymark.server.records.verification.Sources;
import dev.waymark.server.records.verification.VerifyCommand;
import dev.waymark.server.web.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A key that signs records is lost: by page and by command, and what becomes of what it signed. */
class CompromisedKeyTest {
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

    private static String credential(String person) {
        Visitor learner = world.launch(person);
        for (JsonNode asset : learner.api("GET", "/me/progress", null).json().path("assets")) {
            learner.api("PUT", "/me/assets/" + asset.path("id").asText(), "{\"state\":\"completed\"}");
        }
        JsonNode record = learner.api("GET", "/me/records", null).json().get(0);
        String path = URI.create(record.path("credentialUrl").asText()).getPath();
        return world.visitor().get(path).body();
    }

    private static VerifyCommand.Result verify(String jwt) {
        byte[] did = bytes(world.visitor().get("/.well-known/did.json").body());
        byte[] status = bytes(world.visitor().get("/status/1").body());
        return VerifyCommand.run(
                bytes(jwt), Sources.files(Optional.of(did), Optional.of(status)), List.of(), Instant.now());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String signer(String jwt) {
        String header = new String(Base64.getUrlDecoder().decode(jwt.split("\\.")[0]), StandardCharsets.UTF_8);
        String id = Json.parse(header).path("kid").asText();
        return id.substring(id.indexOf('#') + 1);
    }

    @Test
    void refusesWhatALostKeySignedSinceAndSignsWithANewOne() {
        String signedBefore = credential("l1");
        assertThat(verify(signedBefore).exitCode()).isZero();
        String lost = signer(signedBefore);

        Visitor admin = world.launch("admin");
        String page = admin.base() + "/admin/keys";
        assertThat(admin.get(page).body()).contains(lost);
        assertThat(admin.post(page + "/compromised", Map.of("kid", lost, "since", "someday"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(admin.post(page + "/compromised", Map.of("kid", lost, "since", "2020-01-01"))
                        .statusCode())
                .isEqualTo(303);

        assertThat(world.visitor().get("/.well-known/did.json").body()).contains("\"revoked\"");
        assertThat(verify(signedBefore).exitCode()).isEqualTo(1);
        assertThat(verify(signedBefore).lines()).anyMatch(line -> line.contains("is compromised since 2020-01-01"));
        assertThat(verify(credential("l2")).exitCode()).isZero();
        letsTheCommandMoveTheDateToAnEarlierOneOnly(lost);
    }

    private static void letsTheCommandMoveTheDateToAnEarlierOneOnly(String lost) {
        CommandLine keys = new CommandLine(new KeysCommand(world.environment()));
        assertThat(keys.execute("compromised", lost, "--since", "2024-01-01T00:00:00Z"))
                .isZero();
        assertThat(keys.execute("compromised", lost, "--since", "2019-01-01T00:00:00Z"))
                .isZero();
        Eventually.holds(
                "the running server follows",
                Duration.ofSeconds(30),
                () -> world.visitor().get("/.well-known/did.json").body().contains("2019-01-01"));
        assertThat(world.visitor().get("/.well-known/did.json").body()).doesNotContain("2024-01-01");
        assertThat(keys.execute("compromised", lost, "--since", "2999-01-01T00:00:00Z"))
                .isNotZero();
    }
}
