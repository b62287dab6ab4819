package dev.waymark.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
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
        ListAppender<ILoggingEvent> seen = new ListAppender<>();
        seen.start();
        access.setLevel(Level.INFO);
        access.addAppender(seen);
        access.setAdditive(false);
        try {
            get(open, "/verify/a-code-that-nobody-may-read");
            Visitor learner = open.launch("l2");
            List<String> lines =
                    seen.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
            assertThat(lines).anyMatch(line -> line.startsWith("GET /verify/:code 404 "));
            assertThat(lines).anyMatch(line -> line.startsWith("POST /lti/launch 303 "));
            assertThat(String.join("\n", lines))
                    .doesNotContain("a-code-that-nobody-may-read")
                    .doesNotContain(learner.base())
                    .doesNotContain("state=");
        } finally {
            access.detachAppender(seen);
            access.setAdditive(true);
            access.setLevel(null);
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
