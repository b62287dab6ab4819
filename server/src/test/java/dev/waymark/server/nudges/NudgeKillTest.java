package dev.waymark.server.nudges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.Await;
import dev.waymark.server.Eventually;
import dev.waymark.server.NodeProcess;
import dev.waymark.server.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node in a process of its own is killed between handing a letter over and hearing that it was taken. */
class NudgeKillTest {
    @TempDir
    Path folder;

    @Test
    void nothingIsSentTwice() {
        try (MailSink sink = new MailSink();
                TestServer world = TestServer.start()) {
            world.publishSmallModule();
            world.launch("l1");
            sql(world, "update resource_link set due_at = now() - interval '3 days'");
            sql(world, "insert into nudge select c.id, m.id, c.id from context c, module m");
            sql(world, "insert into outbox (kind, key, lane, learner_id) select 'digest', id, id, id from learner");
            sink.will(MailSink.Mood.SILENCE);
            Process node = start(world, sink);
            try {
                Eventually.holds(
                        "a letter", Duration.ofSeconds(90), () -> !sink.mails().isEmpty());
            } finally {
                NodeProcess.kill(node);
            }
            sql(world, "update outbox set claimed_until = now() - interval '1 second' where kind = 'digest'");
            try (TestServer successor = TestServer.beside(world, sink.environment())) {
                Eventually.holds(
                        "the job ends",
                        Duration.ofSeconds(20),
                        () -> reason(successor).contains("it is not sent again this week"));
            }
            assertThat(sink.mails()).hasSize(1);
        }
    }

    private Process start(TestServer world, MailSink sink) {
        Map<String, String> environment = new HashMap<>(world.environment());
        environment.putAll(sink.environment());
        environment.put("WAYMARK_PORT", Integer.toString(TestServer.freePort()));
        return NodeProcess.start(environment, folder.resolve("node.log"));
    }

    private static String reason(TestServer world) {
        return Await.result(world.pool()
                        .query("select coalesce(reason, '') from outbox where kind = 'digest'")
                        .execute())
                .iterator()
                .next()
                .getString(0);
    }

    private static void sql(TestServer world, String sql) {
        Await.result(world.pool().query(sql).execute());
    }
}
