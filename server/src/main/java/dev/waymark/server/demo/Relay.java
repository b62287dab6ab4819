package dev.waymark.server.demo;

import dev.waymark.lti.http.LtiRequest;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Stands between the browser and the tool while cookies are to be blocked: it passes everything on, but no cookie to or
 * from a frame, as in browsers that keep none for framed sites. A window of its own gets its cookies.
 */
final class Relay {
    private static final int LARGEST_BODY = 4 * 1024 * 1024;
    private static final Set<String> PER_CONNECTION =
            Set.of("connection", "keep-alive", "transfer-encoding", "content-length", "host", "upgrade", "te");

    private final HttpClient http;
    private final HttpServer server;
    private final URI tool;

    private Relay(HttpClient http, HttpServer server, URI tool) {
        this.http = http;
        this.server = server;
        this.tool = tool;
    }

    /** On any free port of loopback. */
    static Future<Relay> start(Vertx vertx, URI tool) {
        var options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(0)
                .setMaxHeaderSize(32 * 1024)
                .setMaxInitialLineLength(16 * 1024);
        var server = vertx.createHttpServer(options);
        var relay = new Relay(vertx.createHttpClient(), server, tool);
        return server.requestHandler(relay::pass).listen().map(listening -> relay);
    }

    /** The tool's host name, so that the frame stays on the tool's site. */
    String origin() {
        return "http://" + tool.getHost() + ":" + server.actualPort();
    }

    LtiRequest through(LtiRequest login, Switches switches) {
        var uri = switches.cookiesBlocked() ? URI.create(through(login.uri().toString())) : login.uri();
        return new LtiRequest(login.method(), uri, login.headers(), login.body());
    }

    /** An address of the tool, or a page that posts to one, led through here. */
    String through(String text) {
        return text.replace(tool + "/", origin() + "/");
    }

    Future<Void> close() {
        return server.close();
    }

    private void pass(HttpServerRequest request) {
        var length = request.getHeader("Content-Length");
        if (length != null && (!length.matches("\\d{1,9}") || Integer.parseInt(length) > LARGEST_BODY)) {
            request.response().setStatusCode(413).end();
            return;
        }
        request.body()
                .compose(body -> forward(request, body))
                .compose(answer -> answer(request, answer))
                .onFailure(failure -> request.response().setStatusCode(502).end("The tool does not answer."));
    }

    private Future<HttpClientResponse> forward(HttpServerRequest request, Buffer body) {
        var options = new RequestOptions().setMethod(request.method()).setAbsoluteURI(tool + request.uri());
        copy(request.headers(), options::addHeader, framed(request) ? "cookie" : "");
        if (origin().equals(request.getHeader("Origin"))) {
            options.putHeader("Origin", tool.toString());
        }
        return http.request(options).compose(call -> body.length() == 0 ? call.send() : call.send(body));
    }

    private Future<Void> answer(HttpServerRequest request, HttpClientResponse answer) {
        var response = request.response().setStatusCode(answer.statusCode()).setChunked(true);
        copy(answer.headers(), response.headers()::add, framed(request) ? "set-cookie" : "");
        var location = answer.getHeader("Location");
        if (location != null) {
            response.putHeader("Location", through(location));
        }
        return answer.pipeTo(response);
    }

    private static boolean framed(HttpServerRequest request) {
        return "iframe".equals(request.getHeader("Sec-Fetch-Dest"));
    }

    private static void copy(MultiMap from, Header to, String without) {
        from.forEach((name, value) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (!PER_CONNECTION.contains(lower) && !lower.equals(without)) {
                to.add(name, value);
            }
        });
    }

    @FunctionalInterface
    private interface Header {
        void add(String name, String value);
    }
}
