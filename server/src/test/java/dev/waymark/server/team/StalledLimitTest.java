package dev.waymark.server.team;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.Await;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An administrator says how many days without activity are too many; managers see it. */
class StalledLimitTest {
    private static TestServer world;
    private static Visitor admin;
    private static Visitor manager;
    private static String context;

    @BeforeAll
    static void aLearnerWhoDidNothingForEightDays() {
        world = TestServer.start();
        world.publishSmallModule();
        Visitor learner = world.launch("l1");
        String asset = learner.api("GET", "/me/progress", null)
                .json()
                .at("/assets/0/id")
                .asText();
        assertThat(learner.api("PUT", "/me/assets/" + asset, "{\"state\":\"completed\"}")
                        .status())
                .isEqualTo(200);
        Await.result(world.pool()
                .query("update summary set last_activity_at = now() - interval '8 days'")
                .execute());
        manager = world.launch("teacher");
        context = Await.result(world.pool().query("select id from context").execute())
                .iterator()
                .next()
                .getUUID(0)
                .toString();
        admin = world.launch("admin");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void theLimitDecidesWhoIsStalledAndOutlivesOtherSettings() {
        assertThat(admin.api("PUT", "/admin/modules/small/stalled", "{\"days\":14}")
                        .status())
                .isEqualTo(200);
        assertThat(stalled()).isZero();
        String module = admin.base() + "/admin/modules/small";
        assertThat(admin.get(module).body()).contains("name=\"days\" min=\"1\" max=\"365\" required value=\"14\"");
        assertThat(admin.post(module + "/stalled", Map.of("days", "7")).statusCode())
                .isEqualTo(303);
        assertThat(stalled()).isEqualTo(1);
        assertThat(admin.get(module).body()).contains("value=\"7\"");
        assertThat(admin.api("PUT", "/admin/modules/small/paths", "{\"paths\":[]}")
                        .status())
                .isEqualTo(200);
        assertThat(stalled()).isEqualTo(1);
        assertThat(manager.get(manager.base() + "/team/stalled?context=" + context)
                        .body())
                .contains("nothing done for 7 days or longer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "366", "\"7\"", "7.5", "null", "99999999999"})
    void anythingElseIsRefusedByName(String days) {
        Visitor.Answer answer = admin.api("PUT", "/admin/modules/small/stalled", "{\"days\":" + days + "}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("field").asText()).isEqualTo("days");
    }

    private static int stalled() {
        JsonNode team = manager.api("GET", "/contexts/" + context + "/progress?module=small", null)
                .json();
        return team.path("summary").path("stalled").asInt(-1);
    }
}
