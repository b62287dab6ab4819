package dev.waymark.server.outbound;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Calls to addresses that others chose (LMS services, key sets, pages): the host is resolved once, every
 * address is checked, and the connection goes to the address that was checked. No redirect is followed, and
 * an answer that trickles in has no longer than one that does not come.
 */
public final class Outbound {
    private static final long TIMEOUT_MILLIS = 30_000;
    private static final int LONGEST_BODY = 8 * 1024 * 1024;
    private final Vertx vertx;
    private final HttpClient client;
    private final List<AddressRange> allowed;
    private final String userAgent;

    public Outbound(Vertx vertx, List<AddressRange> allowed, String userAgent) {
        this.vertx = vertx;
        this.allowed = List.copyOf(allowed);
        this.userAgent = userAgent;
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout(5_000)
                .setIdleTimeout(60)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setDecompressionSupported(true)
                .setMaxHeaderSize(32 * 1024);
        this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(16));
    }

    /** An answer, whatever its status. Header names are lower case. */
    public record Answer(int status, Map<String, String> headers, Buffer body) {}

    /** The call was not made, or brought no answer. */
    public static final class Unreachable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreachable(String text) {
            super(text, null, false, false);
        }
    }

    public Future<Answer> send(String method, URI target, Map<String, String> headers, Buffer body) {
        return checked(target)
                .compose(address -> client.request(options(method, target, address)))
                .compose(request -> exchange(request, headers, body))
                .recover(failure -> Future.failedFuture(
                        failure instanceof Unreachable ? failure : new Unreachable(plain(target, failure))));
    }

    private Future<InetAddress> checked(URI target) {
        boolean web = "https".equals(target.getScheme()) || "http".equals(target.getScheme());
        if (!web || target.getHost() == null || target.getRawUserInfo() != null) {
            return Future.failedFuture(new Unreachable("Only http(s) URLs with a host can be called: " + target));
        }
        String host = target.getHost().replaceAll("[\\[\\]]", "");
        return vertx.executeBlocking(() -> InetAddress.getAllByName(host), false)
                .map(found -> {
                    for (InetAddress address : found) {
                        if (!mayReach(address)) {
                            throw new Unreachable(
                                    "The host " + host + " has the private address " + address.getHostAddress()
                                            + ". Allow its range with WAYMARK_OUTBOUND_ALLOW if that is intended.");
                        }
                    }
                    return found[0];
                });
    }

    private boolean mayReach(InetAddress address) {
        return SpecialAddresses.isPublic(address) || allowed.stream().anyMatch(range -> range.contains(address));
    }

    private static RequestOptions options(String method, URI target, InetAddress address) {
        boolean secure = "https".equals(target.getScheme());
        int port = target.getPort() >= 0 ? target.getPort() : secure ? 443 : 80;
        String path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
        return new RequestOptions()
                .setMethod(HttpMethod.valueOf(method))
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(target.getHost())
                .setPort(port)
                .setSsl(secure)
                .setURI(target.getRawQuery() == null ? path : path + "?" + target.getRawQuery())
                .setTimeout(TIMEOUT_MILLIS)
                .setFollowRedirects(false);
    }

    private Future<Answer> exchange(HttpClientRequest request, Map<String, String> headers, Buffer body) {
        request.putHeader("User-Agent", userAgent);
        headers.forEach(request::putHeader);
        Future<HttpClientResponse> response = body.length() == 0 ? request.send() : request.send(body);
        return response.compose(Outbound::read)
                .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .onFailure(failure -> request.reset());
    }

    private static Future<Answer> read(HttpClientResponse response) {
        Buffer body = Buffer.buffer();
        io.vertx.core.Promise<Answer> answer = io.vertx.core.Promise.promise();
        response.handler(part -> {
            if (body.length() + part.length() > LONGEST_BODY) {
                response.request().reset();
                answer.tryFail(new Unreachable("The answer is longer than " + LONGEST_BODY + " bytes"));
            } else {
                body.appendBuffer(part);
            }
        });
        response.exceptionHandler(answer::tryFail);
        response.endHandler(end -> answer.tryComplete(new Answer(response.statusCode(), headers(response), body)));
        return answer.future();
    }

    private static Map<String, String> headers(HttpClientResponse response) {
        Map<String, String> headers = new TreeMap<>();
        response.headers()
                .forEach((name, value) -> headers.merge(name.toLowerCase(Locale.ROOT), value, (a, b) -> a + ", " + b));
        return headers;
    }

    private static String plain(URI target, Throwable failure) {
        String host = target.getHost() + (target.getPort() < 0 ? "" : ":" + target.getPort());
        return host + " did not answer: " + failure.getClass().getSimpleName() + " " + failure.getMessage();
    }
}
