package dev.waymark.server.nudges;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.Await;
import dev.waymark.server.Eventually;
import dev.waymark.server.NodeProcess;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node in a process of its own is killed between handing a reminder over and hearing that it was taken. */
class RenewalKillTest {
    @TempDir
    Path folder;

    @Test
    void nobodyIsRemindedTwice() {
        try (MailSink sink = new MailSink();
                TestServer world = TestServer.start()) {
            world.publishSmallModule();
            aCampaignThatEndsInAWeek(world);
            sql(
                    world,
                    "insert into outbox (kind, key, lane, learner_id) select 'renewal', id, id, id from learner where sub = 'l1'");
            sink.will(MailSink.Mood.SILENCE);
            Process node = start(world, sink);
            try {
                Eventually.holds(
                        "a letter", Duration.ofSeconds(90), () -> !sink.mails().isEmpty());
            } finally {
                NodeProcess.kill(node);
            }
            sql(world, "update outbox set claimed_until = now() - interval '1 second' where kind = 'renewal'");
            try (TestServer successor = TestServer.beside(world, sink.environment())) {
                Eventually.holds(
                        "the job ends",
                        Duration.ofSeconds(20),
                        () -> reason(successor).contains("it is not sent again"));
                assertThat(Await.result(
                                successor.server().app().nudges().renewals().queue()))
                        .isZero();
            }
            assertThat(sink.mails()).hasSize(1);
        }
    }

    private static void aCampaignThatEndsInAWeek(TestServer world) {
        Visitor learner = world.launch("l1");
        for (JsonNode asset : learner.api("GET", "/me/progress", null).json().path("assets")) {
            learner.api("PUT", "/me/assets/" + asset.path("id").asText(), "{\"state\":\"completed\"}");
        }
        Instant deadline = Instant.now().plus(Duration.ofDays(30));
        Visitor.Answer started = world.launch("admin")
                .api("POST", "/admin/modules/small/campaigns", "{\"deadline\":\"" + deadline + "\"}");
        assertThat(started.status()).as(started.body()).isEqualTo(201);
        sql(world, "update campaign set deadline = now() + interval '167 hours'");
        sql(world, "update renewal_reminder set since = now() - interval '30 days'");
    }

    private Process start(TestServer world, MailSink sink) {
        Map<String, String> environment = new HashMap<>(world.environment());
        environment.putAll(sink.environment());
        environment.put("WAYMARK_PORT", Integer.toString(TestServer.freePort()));
        return NodeProcess.start(environment, folder.resolve("node.log"));
    }

    private static String reason(TestServer world) {
        return Await.result(world.pool()
                        .query("select coalesce(reason, '') from outbox where kind = 'renewal'")
                        .execute())
                .iterator()
                .next()
                .getString(0);
    }

    private static void sql(TestServer world, String sql) {
        Await.result(world.pool().query(sql).execute());
    }
}
