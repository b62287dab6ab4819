package dev.waymark.server.editions.drafts;

import dev.waymark.server.outbound.Outbound;
import dev.waymark.server.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fetches pages from addresses that an administrator names, under the rules of outbound calls. */
public final class RemotePages {
    private static final int MOST_REDIRECTS = 5;
    private final Outbound outbound;

    public RemotePages(Outbound outbound) {
        this.outbound = outbound;
    }

    /**
     * A fetched page.
     *
     * @param at where it was found after redirects
     * @param bytes null when it is as it was
     */
    public record Fetched(
            URI at,
            byte @Nullable [] bytes,
            @Nullable String etag,
            @Nullable String lastModified) {}

    public static URI address(String text) {
        try {
            URI url = new URI(text.strip());
            if (url.getHost() != null && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
                return url;
            }
        } catch (java.net.URISyntaxException e) {
            throw notAnAddress();
        }
        throw notAnAddress();
    }

    private static Problem notAnAddress() {
        return Problem.badField("url", "The address must be a complete http(s) URL.");
    }

    /** Fetches a page, unless it is still what these validators name. */
    public Future<Fetched> fetch(URI url, @Nullable String etag, @Nullable String lastModified) {
        Map<String, String> headers = new HashMap<>(Map.of("Accept", "text/markdown, text/plain;q=0.9, */*;q=0.1"));
        if (etag != null) {
            headers.put("If-None-Match", etag);
        }
        if (lastModified != null) {
            headers.put("If-Modified-Since", lastModified);
        }
        return follow(url, headers, MOST_REDIRECTS)
                .recover(failure -> failure instanceof Outbound.Unreachable
                        ? Future.failedFuture(Problem.badField("url", String.valueOf(failure.getMessage())))
                        : Future.failedFuture(failure));
    }

    private Future<Fetched> follow(URI url, Map<String, String> headers, int redirects) {
        return outbound.send("GET", url, headers, Buffer.buffer()).compose(answer -> {
            String location = answer.headers().get("location");
            if (answer.status() >= 301 && answer.status() <= 308 && answer.status() != 304 && location != null) {
                return redirects == 0
                        ? Future.failedFuture(Problem.badField("url", "The address redirects too often."))
                        : follow(address(url.resolve(location).toString()), headers, redirects - 1);
            }
            return Future.succeededFuture(fetched(url, answer));
        });
    }

    private static Fetched fetched(URI url, Outbound.Answer answer) {
        if (answer.status() != 200 && answer.status() != 304) {
            throw Problem.badField("url", "The address answered with status " + answer.status() + ".");
        }
        if (answer.headers().getOrDefault("content-type", "").startsWith("text/html")) {
            throw Problem.badField(
                    "url", "The address leads to a web page (HTML). Give the address of the Markdown file itself.");
        }
        byte[] bytes = answer.status() == 304 ? null : answer.body().getBytes();
        return new Fetched(
                url, bytes, answer.headers().get("etag"), answer.headers().get("last-modified"));
    }
}
