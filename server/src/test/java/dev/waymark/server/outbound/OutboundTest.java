package dev.waymark.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.server.Await;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundTest {
    private static final List<AddressRange> LOOPBACK = AddressRange.list("127.0.0.0/8");
    private static final List<String> REACHED = Collections.synchronizedList(new ArrayList<>());
    private static Vertx vertx;
    private static HttpServer server;

    @BeforeAll
    static void listen() {
        vertx = Vertx.vertx();
        server = Await.result(
                vertx.createHttpServer().requestHandler(OutboundTest::answer).listen(0, "127.0.0.1"));
    }

    @AfterAll
    static void stop() {
        Await.result(vertx.close());
    }

    @BeforeEach
    void forget() {
        REACHED.clear();
    }

    private static void answer(HttpServerRequest request) {
        REACHED.add(request.authority().host() + request.path() + " " + request.getHeader("User-Agent"));
        switch (request.path()) {
            case "/redirect" ->
                request.response()
                        .setStatusCode(302)
                        .putHeader("Location", "http://127.0.0.1:" + server.actualPort() + "/secret")
                        .end();
            case "/endless" -> trickle(request, Buffer.buffer(new byte[1 << 20]), 1);
            case "/trickle" -> trickle(request, Buffer.buffer("."), 100);
            case "/bomb" ->
                request.response().putHeader("Content-Encoding", "gzip").end(Buffer.buffer(bomb()));
            case "/never" -> request.pause();
            default -> request.response().end("here");
        }
    }

    private static void trickle(HttpServerRequest request, Buffer part, long every) {
        request.response().setChunked(true);
        long timer = vertx.setPeriodic(every, id -> request.response().write(part));
        request.connection().closeHandler(gone -> vertx.cancelTimer(timer));
    }

    private static byte[] bomb() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(new byte[40 << 20]);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    @Test
    void goesToTheAddressThatWasCheckedUnderTheNameThatWasGiven() {
        AtomicInteger asked = new AtomicInteger();
        Outbound outbound = calling(host -> {
            assertThat(host).isEqualTo("lms.example");
            return asked.incrementAndGet() == 1 ? addresses("127.0.0.1") : addresses("10.0.0.1");
        });
        assertThat(Await.result(get(outbound, "http://lms.example:" + server.actualPort() + "/x"))
                        .body())
                .hasToString("here");
        assertThat(asked).as("the name is resolved once a call").hasValue(1);
        assertThat(REACHED).containsExactly("lms.example/x Waymark/test");
        refused(get(outbound, "http://lms.example:" + server.actualPort() + "/x"), "private address 10.0.0.1");
        assertThat(REACHED).as("a name that has moved inside since").hasSize(1);
    }

    @Test
    void refusesANameWhenOnlyOneOfItsAddressesIsPrivate() {
        for (String hidden : List.of("10.0.0.1", "169.254.169.254", "::1", "fd00::1", "::ffff:192.168.0.1")) {
            Outbound outbound = calling(host -> addresses("127.0.0.1", "8.8.8.8", hidden));
            refused(get(outbound, "http://lms.example:" + server.actualPort() + "/"), "has the private address");
        }
        assertThat(REACHED).isEmpty();
    }

    @Test
    void triesTheNextAddressWhereOneTakesNoConnection() {
        Outbound outbound = calling(host -> addresses("127.9.9.9", "127.0.0.1"));
        assertThat(Await.result(get(outbound, "http://lms.example:" + server.actualPort() + "/"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void neverFollowsARedirect() {
        Outbound.Answer answer = Await.result(get(real(), here("/redirect")));
        assertThat(answer.status()).isEqualTo(302);
        assertThat(REACHED).hasSize(1).noneMatch(reached -> reached.contains("/secret"));
    }

    @Test
    void readsNoMoreThanItsLimitPackedOrNot() {
        refused(get(real(), here("/endless")), "longer than");
        refused(get(real(), here("/bomb")), "longer than");
    }

    @Test
    void waitsNoLongerThanItsPatienceForAnAnswerToEnd() {
        for (String path : List.of("/never", "/trickle")) {
            long began = System.nanoTime();
            refused(get(real(), here(path)), "did not answer");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).as(path).isLessThan(Duration.ofSeconds(10));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://lms.example/",
                "file:///etc/passwd",
                "http:///x",
                "http://user:secret@lms.example/",
                "jar:http://x!/",
                "https:lms.example",
            })
    void callsNothingButWebAddresses(String address) {
        refused(get(calling(host -> addresses("127.0.0.1")), address), "Only http(s) URLs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "127.0.0.1",
                "127.1",
                "2130706433",
                "0x7f.0.0.1",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "0.0.0.0",
                "[::]",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:1::]",
            })
    void reachesNothingOfItsOwnMachineUnlessAllowed(String host) {
        Outbound closed = new Outbound(vertx, List.of(), "Waymark/test");
        Future<Outbound.Answer> call = get(closed, "http://" + host + ":" + server.actualPort() + "/");
        assertThatThrownBy(() -> Await.result(call)).isInstanceOf(Outbound.Unreachable.class);
        assertThat(REACHED).isEmpty();
    }

    private static Outbound calling(Outbound.Resolver resolver) {
        return new Outbound(vertx, LOOPBACK, "Waymark/test", resolver, Duration.ofSeconds(1));
    }

    private static Outbound real() {
        return calling(InetAddress::getAllByName);
    }

    private static String here(String path) {
        return "http://127.0.0.1:" + server.actualPort() + path;
    }

    private static Future<Outbound.Answer> get(Outbound outbound, String address) {
        return outbound.send("GET", URI.create(address), Map.of(), Buffer.buffer());
    }

    private static void refused(Future<Outbound.Answer> call, String why) {
        assertThatThrownBy(() -> Await.result(call))
                .isInstanceOf(Outbound.Unreachable.class)
                .hasMessageContaining(why);
    }

    private static InetAddress[] addresses(String... all) throws UnknownHostException {
        InetAddress[] found = new InetAddress[all.length];
        for (int i = 0; i < all.length; i++) {
            found[i] = InetAddress.getByName(all[i]);
        }
        return found;
    }
}
