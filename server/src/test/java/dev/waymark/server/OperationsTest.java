package dev.waymark.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What an operator's tools ask of the server. */
class OperationsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static TestServer open;
    private static TestServer guarded;

    @BeforeAll
    static void start() {
        open = TestServer.start();
        guarded = TestServer.start(Map.of("WAYMARK_METRICS_TOKEN", "a token for tests"));
    }

    @AfterAll
    static void stop() {
        open.close();
        guarded.close();
    }

    @Test
    void saysThatItLivesAndIsReady() throws Exception {
        assertThat(get(open, "/health/live").statusCode()).isEqualTo(200);
        assertThat(get(open, "/health/ready").body()).isEqualTo("{\"status\":\"up\"}");
    }

    @Test
    void showsMetricsToThisMachine() throws Exception {
        open.launch("l1");
        assertThat(get(open, "/metrics").body())
                .contains("vertx_http_server_response_time_seconds_bucket")
                .contains("route=\"/lti/launch\"")
                .contains("vertx_pool_in_use")
                .contains("jvm_memory_used_bytes");
    }

    @Test
    void keepsPathsOutOfMetrics() throws Exception {
        Visitor learner = open.launch("l1");
        assertThat(get(open, "/metrics").body()).doesNotContain(learner.base());
    }

    @Test
    void keepsMetricsFromWhoeverComesThroughAProxy() throws Exception {
        assertThat(get(open, "/metrics", "X-Forwarded-For", "203.0.113.9").statusCode())
                .isEqualTo(404);
    }

    @Test
    void asksForTheMetricsTokenThatWasConfigured() throws Exception {
        assertThat(get(guarded, "/metrics").statusCode()).isEqualTo(404);
        assertThat(get(guarded, "/metrics", "Authorization", "Bearer wrong").statusCode())
                .isEqualTo(404);
        assertThat(get(guarded, "/metrics", "Authorization", "Bearer a token for tests")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void logsRoutesAndNeverPaths() throws Exception {
        Logger access = (Logger) LoggerFactory.getLogger("access");
        Lines lines = new Lines();
        lines.start();
        access.setLevel(Level.INFO);
        access.addAppender(lines);
        access.setAdditive(false);
        try {
            get(open, "/verify/a-code-that-nobody-may-read");
            Visitor learner = open.launch("l2");
            for (String begin : List.of("GET /verify/:code 404 ", "POST /lti/launch 303 ", "GET /l/:launch/learn")) {
                Eventually.holds(
                        "a line that begins with " + begin,
                        Duration.ofSeconds(10),
                        () -> lines.seen.stream().anyMatch(line -> line.startsWith(begin)));
            }
            assertThat(String.join("\n", lines.seen))
                    .doesNotContain("a-code-that-nobody-may-read")
                    .doesNotContain(learner.base())
                    .doesNotContain("state=");
        } finally {
            access.detachAppender(lines);
            access.setAdditive(true);
            access.setLevel(null);
        }
    }

    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final Queue<String> seen = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            seen.add(event.getFormattedMessage());
        }
    }

    private static HttpResponse<String> get(TestServer server, String path, String... headers)
            throws IOException, InterruptedException {
        URI target = server.url().resolve(path);
        HttpRequest.Builder request = HttpRequest.newBuilder(target);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
