package dev.waymark.server.destinations;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody else's server: keeps what it is sent, and answers as it was told to, else 200. A 0 hangs up. */
final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private volatile String retryAfter = "";

    record Got(String path, Map<String, String> headers, String body, int answered, Instant at) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    void willAnswer(Integer... statuses) {
        answers.addAll(List.of(statuses));
    }

    void asksForPatience(int seconds) {
        retryAfter = Integer.toString(seconds);
    }

    List<Got> got() {
        return got;
    }

    List<Got> taken() {
        return got.stream().filter(one -> one.answered() == 200).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        Integer told = answers.poll();
        int status = told == null ? 200 : told;
        got.add(new Got(exchange.getRequestURI().toString(), headers, body, status, Instant.now()));
        if (status == 429 || status == 503) {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
        }
        if (status != 0) {
            exchange.sendResponseHeaders(status, -1);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
