package dev.waymark.server.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LiveTest {
    private static final Pattern LIVE = Pattern.compile("sse-connect=\"([^\"]+)\"");
    private static TestServer one;
    private static TestServer two;

    @BeforeAll
    static void start() {
        one = TestServer.start();
        one.publishSmallModule();
        two = TestServer.beside(one);
    }

    @AfterAll
    static void stop() {
        two.close();
        one.close();
    }

    @Test
    void aTickOnAnotherNodeMovesTheManagersCellWithinTwoSeconds() throws Exception {
        Visitor learner = one.launch("l1");
        Visitor manager = one.launch("teacher");
        BlockingQueue<String> events = follow(manager);
        assertThat(events.poll(30, TimeUnit.SECONDS)).isEqualTo("retry: 2000");
        String asset = learner.api("GET", "/me/progress", null)
                .json()
                .path("assets")
                .get(0)
                .path("id")
                .asText();
        HttpRequest tick = HttpRequest.newBuilder(URI.create(two.url() + "/api/v1/me/assets/" + asset))
                .header("Authorization", "Bearer " + learner.bearer())
                .PUT(HttpRequest.BodyPublishers.ofString("{\"state\":\"completed\"}"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(tick, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        long ticked = System.nanoTime();
        assertThat(awaited(events, ticked, ">1/2<")).contains("hx-swap-oob").contains("id=\"cell-");
        assertThat(awaited(events, ticked, ">20\u00a0%<"))
                .contains("hx-swap-oob")
                .contains("id=\"percent-");
    }

    /** The first line that says so, within two seconds of the tick. */
    private static String awaited(BlockingQueue<String> events, long ticked, String what) throws InterruptedException {
        String line = "";
        while (!line.contains(what)) {
            long left = 2_000 - (System.nanoTime() - ticked) / 1_000_000;
            line = events.poll(Math.max(0, left), TimeUnit.MILLISECONDS);
            assertThat(line).as("%s within two seconds", what).isNotNull();
        }
        return line;
    }

    /** The stream's lines as they come. */
    private static BlockingQueue<String> follow(Visitor manager) {
        Matcher live = LIVE.matcher(manager.response().body());
        assertThat(live.find()).as(manager.response().body()).isTrue();
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        HttpRequest request =
                manager.request(live.group(1).replace("&amp;", "&")).build();
        HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.fromLineSubscriber(new Lines(lines)));
        return lines;
    }

    private record Lines(BlockingQueue<String> lines) implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            lines.add(line);
        }

        @Override
        public void onError(Throwable failure) {
            lines.add("failed: " + failure);
        }

        @Override
        public void onComplete() {
            lines.add("ended");
        }
    }
}
