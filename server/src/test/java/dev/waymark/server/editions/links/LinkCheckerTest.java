package dev.waymark.server.editions.links;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.waymark.server.Await;
import dev.waymark.server.TestDatabase;
import dev.waymark.server.outbound.AddressRange;
import dev.waymark.server.outbound.Outbound;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LinkCheckerTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool POOL = TestDatabase.fresh().pool(VERTX);
    private static final LinkCheckStore STORE = new LinkCheckStore();
    private static final AtomicInteger VISITS = new AtomicInteger();
    private static final AtomicInteger BUSY = new AtomicInteger();
    private static HttpServer web;
    private static String base = "";

    @BeforeAll
    static void start() throws IOException {
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        base = "http://127.0.0.1:" + web.getAddress().getPort();
        web.createContext("/", exchange -> answer(exchange, 404));
        web.createContext("/alive", exchange -> answer(exchange, 200));
        web.createContext("/private", exchange -> answer(exchange, 403));
        web.createContext(
                "/head-refused",
                exchange -> answer(exchange, exchange.getRequestMethod().equals("HEAD") ? 404 : 200));
        web.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/alive");
            answer(exchange, 301);
        });
        web.createContext("/circle", exchange -> {
            exchange.getResponseHeaders().set("Location", "/circle");
            answer(exchange, 302);
        });
        web.createContext("/robots.txt", exchange -> {
            byte[] rules =
                    "User-agent: other\nDisallow: /\n\nUser-agent: Waymark\nAllow: /closed/open\nDisallow: /closed*\n"
                            .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, rules.length);
            exchange.getResponseBody().write(rules);
            exchange.close();
        });
        web.createContext("/closed", exchange -> {
            VISITS.incrementAndGet();
            answer(exchange, 404);
        });
        web.createContext("/closed/open", exchange -> answer(exchange, 200));
        web.createContext("/busy-once", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "1");
            answer(exchange, BUSY.getAndIncrement() == 0 ? 503 : 200);
        });
        web.createContext("/busy", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "3600");
            answer(exchange, 429);
        });
        web.start();
    }

    @AfterAll
    static void stop() {
        web.stop(0);
        Await.result(POOL.close());
        Await.result(VERTX.close());
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static LinkCheck check(String url, int times) {
        Outbound outbound = new Outbound(VERTX, AddressRange.list("127.0.0.0/8"), "Waymark/test");
        LinkChecker checker = new LinkChecker(VERTX, POOL, STORE, outbound, Duration.ZERO);
        for (int i = 0; i < times; i++) {
            Await.result(checker.check(List.of(url).iterator()));
        }
        Map<String, LinkCheck> checks = Await.result(STORE.checks(POOL, List.of(url)));
        return Objects.requireNonNull(checks.get(url));
    }

    @Test
    void aMissingPageIsDeadAfterTwoChecks() {
        assertThat(check(base + "/gone", 1).dead()).isFalse();
        assertThat(check(base + "/gone", 1).dead()).isTrue();
        assertThat(check(base + "/gone", 1).status()).isEqualTo(404);
    }

    @Test
    void whatAnswersInAnyWayIsAlive() {
        for (String path : List.of("/alive", "/private", "/head-refused", "/moved")) {
            assertThat(check(base + path, 2).dead()).as(path).isFalse();
        }
    }

    @Test
    void aCircleOfRedirectsIsDead() {
        assertThat(check(base + "/circle", 2).dead()).isTrue();
    }

    @Test
    void aServerThatCannotBeReachedIsDeadAndSaysWhy() {
        LinkCheck check = check("http://127.0.0.1:1/", 2);
        assertThat(check.dead()).isTrue();
        assertThat(check.reason()).contains("did not answer");
    }

    @Test
    void whatRobotsTxtClosesIsNotAskedAndNotDead() {
        LinkCheck check = check(base + "/closed/page", 2);
        assertThat(VISITS).hasValue(0);
        assertThat(check.dead()).isFalse();
        assertThat(check.unasked()).isTrue();
        assertThat(check.reason()).contains("robots.txt");
        assertThat(check(base + "/closed/open", 1).unasked()).isFalse();
    }

    @Test
    void aBusyServerIsAskedAgainWhenItSaysAndIsNotDead() {
        assertThat(check(base + "/busy-once", 1).status()).isEqualTo(200);
        LinkCheck busy = check(base + "/busy", 2);
        assertThat(busy.dead()).isFalse();
        assertThat(busy.unasked()).isTrue();
        assertThat(busy.status()).isEqualTo(429);
    }

    @Test
    void anAddressThatMayNotBeCalledIsNotCalled() {
        assertThat(check("http://10.0.0.1/", 1).reason()).contains("private address");
    }
}
