package dev.waymark.server.editions.links;

import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.PlacedAsset;
import dev.waymark.server.outbound.Outbound;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the links of a module whether they still lead somewhere, when an administrator wants to know: one after the
 * other with a pause, without bodies where the server allows that. Who answers that we may not enter is alive.
 */
public final class LinkChecker {
    private static final Logger LOG = LoggerFactory.getLogger(LinkChecker.class);
    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> GONE = Set.of(404, 410);
    private final Vertx vertx;
    private final Pool pool;
    private final LinkCheckStore store;
    private final Outbound outbound;
    private final Duration pause;
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();

    /** @param pause between two links */
    public LinkChecker(Vertx vertx, Pool pool, LinkCheckStore store, Outbound outbound, Duration pause) {
        this.vertx = vertx;
        this.pool = pool;
        this.store = store;
        this.outbound = outbound;
        this.pause = pause;
    }

    /** Starts a check in the background; answers how many links it asks, 0 when one is under way. */
    public int start(Edition edition) {
        List<String> links = links(edition);
        if (!running.add(edition.moduleId())) {
            return 0;
        }
        check(links.iterator())
                .onFailure(failure -> LOG.warn("The check of the links of {} stopped", edition.slug(), failure))
                .onComplete(done -> running.remove(edition.moduleId()));
        return links.size();
    }

    public boolean running(Edition edition) {
        return running.contains(edition.moduleId());
    }

    static List<String> links(Edition edition) {
        return edition.assets().stream().map(PlacedAsset::url).distinct().toList();
    }

    /** Asks one link after the other. */
    Future<Void> check(Iterator<String> links) {
        if (!links.hasNext()) {
            return Future.succeededFuture();
        }
        return check(links.next())
                .compose(done -> vertx.timer(Math.max(1, pause.toMillis()), TimeUnit.MILLISECONDS))
                .compose(paused -> check(links));
    }

    private record Outcome(
            @Nullable Integer status, @Nullable String failure) {}

    private Future<Void> check(String url) {
        return ask("HEAD", url)
                .compose(outcome -> outcome.failure() == null ? Future.succeededFuture(outcome) : ask("GET", url))
                .compose(outcome -> store.keep(pool, url, outcome.status(), outcome.failure()));
    }

    private Future<Outcome> ask(String method, String url) {
        return Future.succeededFuture(url)
                .map(URI::create)
                .compose(target -> follow(method, target, MOST_REDIRECTS))
                .recover(failure ->
                        failure instanceof Outbound.Unreachable || failure instanceof IllegalArgumentException
                                ? Future.succeededFuture(new Outcome(null, String.valueOf(failure.getMessage())))
                                : Future.failedFuture(failure));
    }

    private Future<Outcome> follow(String method, URI target, int redirects) {
        Map<String, String> headers = method.equals("GET") ? Map.of("Range", "bytes=0-0") : Map.of();
        return outbound.send(method, target, headers, Buffer.buffer()).compose(answer -> {
            String location = answer.headers().get("location");
            boolean redirected = answer.status() / 100 == 3 && location != null;
            return redirected && redirects > 0
                    ? follow(method, target.resolve(location), redirects - 1)
                    : Future.succeededFuture(outcome(answer.status(), redirected));
        });
    }

    private static Outcome outcome(int status, boolean redirected) {
        boolean failed = redirected || GONE.contains(status) || status >= 500;
        return new Outcome(status, failed ? "It answered with status " + status + "." : null);
    }
}
