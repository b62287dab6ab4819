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
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Calls to addresses that others chose (LMS services, key sets, pages): the host is resolved once, every
 * address is checked, and the connection goes to one that was checked. No redirect is followed, and
 * an answer that trickles in has no longer than one that does not come.
 */
public final class Outbound {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_ADDRESSES = 3;
    private static final int LONGEST_BODY = 8 * 1024 * 1024;
    private final Vertx vertx;
    private final HttpClient client;
    private final List<AddressRange> allowed;
    private final String userAgent;
    private final Resolver resolver;
    private final Duration patience;

    public Outbound(Vertx vertx, List<AddressRange> allowed, String userAgent) {
        this(vertx, allowed, userAgent, PATIENCE);
    }

    /** @param patience how long an answer may take, to its last byte */
    public Outbound(Vertx vertx, List<AddressRange> allowed, String userAgent, Duration patience) {
        this(vertx, allowed, userAgent, InetAddress::getAllByName, patience);
    }

    Outbound(Vertx vertx, List<AddressRange> allowed, String userAgent, Resolver resolver, Duration patience) {
        this.vertx = vertx;
        this.resolver = resolver;
        this.patience = patience;
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

    /** All addresses of a host. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
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
                .compose(addresses -> connected(method, target, addresses, 0))
                .compose(request -> exchange(request, headers, body))
                .recover(failure -> Future.failedFuture(
                        failure instanceof Unreachable ? failure : new Unreachable(plain(target, failure))));
    }

    /** To the first of the addresses that takes the connection; nothing was sent to those before it. */
    private Future<HttpClientRequest> connected(String method, URI target, InetAddress[] addresses, int at) {
        Future<HttpClientRequest> request = client.request(options(method, target, addresses[at]));
        return at + 1 == Math.min(addresses.length, MOST_ADDRESSES)
                ? request
                : request.recover(failure -> connected(method, target, addresses, at + 1));
    }

    private Future<InetAddress[]> checked(URI target) {
        boolean web = "https".equals(target.getScheme()) || "http".equals(target.getScheme());
        if (!web || target.getHost() == null || target.getRawUserInfo() != null) {
            return Future.failedFuture(new Unreachable("Only http(s) URLs with a host can be called: " + target));
        }
        String host = target.getHost().replaceAll("[\\[\\]]", "");
        return vertx.executeBlocking(() -> resolver.addresses(host), false).map(found -> {
            for (InetAddress address : found) {
                if (!mayReach(address)) {
                    throw new Unreachable("The host " + host + " has the private address " + address.getHostAddress()
                            + ". Allow its range with WAYMARK_OUTBOUND_ALLOW if that is intended.");
                }
            }
            return found;
        });
    }

    private boolean mayReach(InetAddress address) {
        return SpecialAddresses.isPublic(address) || allowed.stream().anyMatch(range -> range.contains(address));
    }

    private RequestOptions options(String method, URI target, InetAddress address) {
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
                .setTimeout(patience.toMillis())
                .setFollowRedirects(false);
    }

    private Future<Answer> exchange(HttpClientRequest request, Map<String, String> headers, Buffer body) {
        request.putHeader("User-Agent", userAgent);
        headers.forEach(request::putHeader);
        Future<HttpClientResponse> response = body.length() == 0 ? request.send() : request.send(body);
        return response.compose(Outbound::read)
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(failure -> request.reset());
    }

    private static Future<Answer> read(HttpClientResponse response) {
        Buffer body = Buffer.buffer();
        io.vertx.core.Promise<Answer> answer = io.vertx.core.Promise.promise();
        response.handler(part -> {
            if (body.length() + part.length() > LONGEST_BODY) {
                answer.tryFail(new Unreachable("The answer is longer than " + LONGEST_BODY + " bytes"));
                response.request().reset();
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
