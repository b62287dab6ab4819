package dev.waymark.server.destinations;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Somebody else's server: keeps what it is sent, and answers as it was told to, else by its own rule, which says 200. */
final class Receiver implements AutoCloseable {
    /** The connection is closed, without an answer, once the request was read. */
    static final int HANGS_UP = 0;
    /** The request is read, and never answered. */
    static final int SILENT = -1;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private volatile Function<Got, Reply> rule = request -> Reply.of(200);
    private volatile String retryAfter = "";
    private final AtomicInteger inHand = new AtomicInteger();
    private volatile Duration delay = Duration.ZERO;

    record Got(String path, Map<String, String> headers, String body, int answered, Instant at) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /** What Standard Webhooks wants for a secret, made here once more. */
        String signature(String secret) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "RAW"));
                String content = header("webhook-id") + "." + header("webhook-timestamp") + "." + body;
                return "v1,"
                        + Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    record Reply(int status, String text) {
        static Reply of(int status) {
            return new Reply(status, "");
        }
    }

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    void willAnswer(Integer... statuses) {
        List.of(statuses).forEach(status -> replies.add(Reply.of(status)));
    }

    /** What it says to whatever it was not told an answer for. */
    void answersBy(Function<Got, Reply> decision) {
        rule = decision;
    }

    void asksForPatience(int seconds) {
        asksForPatience(Integer.toString(seconds));
    }

    /** Stands in {@code Retry-After} beside each 429 and 503. */
    void asksForPatience(String text) {
        retryAfter = text;
    }

    /** Between taking a request and answering it. */
    void takes(Duration time) {
        delay = time;
    }

    /** Has taken a request that is not answered yet. */
    boolean isAtWork() {
        return inHand.get() > 0;
    }

    List<Got> got() {
        return got;
    }

    List<Got> taken() {
        return got.stream().filter(one -> one.answered() == 200).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Got request = new Got(exchange.getRequestURI().toString(), headers, body, SILENT, Instant.now());
        Reply told = replies.poll();
        Reply reply = told == null ? rule.apply(request) : told;
        got.add(new Got(request.path(), headers, body, reply.status(), request.at()));
        inHand.incrementAndGet();
        pause(reply.status() == SILENT ? Duration.ofMinutes(5) : delay);
        inHand.decrementAndGet();
        if (reply.status() > 0) {
            send(exchange, reply);
        }
        exchange.close();
    }

    private void send(HttpExchange exchange, Reply reply) throws IOException {
        if (reply.status() == 429 || reply.status() == 503) {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
        }
        byte[] text = reply.text().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), text.length == 0 ? -1 : text.length);
        exchange.getResponseBody().write(text);
    }

    /** Over at once when this server is closed. */
    private void pause(Duration time) {
        try {
            closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
