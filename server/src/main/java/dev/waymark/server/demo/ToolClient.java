package dev.waymark.server.demo;

import dev.waymark.lti.http.LtiRequest;
import dev.waymark.lti.http.LtiResponse;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** Carries requests to the tool. */
final class ToolClient {
    private static final int TIMEOUT = 20_000;

    private final Vertx vertx;
    private final HttpClient http;

    ToolClient(Vertx vertx) {
        this.vertx = vertx;
        http = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(5_000).setMaxHeaderSize(32_768));
    }

    /** On a context of its own: for a caller's plain thread, a body could arrive before anybody listens. */
    Future<LtiResponse> send(LtiRequest request) {
        return Future.future(answer ->
                vertx.getOrCreateContext().runOnContext(go -> exchange(request).onComplete(answer)));
    }

    private Future<LtiResponse> exchange(LtiRequest request) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(request.method()))
                .setAbsoluteURI(request.uri().toString())
                .setTimeout(TIMEOUT);
        request.headers().forEach(options::putHeader);
        var body = request.body() == null ? Buffer.buffer() : Buffer.buffer(request.body());
        return http.request(options).compose(call -> send(call, body)).compose(ToolClient::read);
    }

    Future<LtiResponse> get(URI uri) {
        return send(new LtiRequest("GET", uri, Map.of(), null));
    }

    Future<String> document(URI uri) {
        return get(uri).map(LtiResponse::body);
    }

    private static Future<HttpClientResponse> send(HttpClientRequest call, Buffer body) {
        return body.length() == 0 ? call.send() : call.send(body);
    }

    private static Future<LtiResponse> read(HttpClientResponse response) {
        return response.body()
                .map(body -> new LtiResponse(response.statusCode(), single(response.headers()), body.toString()));
    }

    /** One value a name; cookies, which may hold commas, stand a line each. */
    static Map<String, String> single(MultiMap headers) {
        var single = new LinkedHashMap<String, String>();
        for (var name : headers.names()) {
            var separator = name.equalsIgnoreCase("Set-Cookie") ? "\n" : ", ";
            single.put(name, String.join(separator, headers.getAll(name)));
        }
        return single;
    }
}
