package dev.waymark.server.editions.links;

import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.PlacedAsset;
import dev.waymark.server.outbound.Outbound;
import dev.waymark.server.outbound.RetryAfter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the links of a module whether they still lead somewhere, when an administrator wants to know: one request after
 * the other with a pause, without bodies where the server allows that, none that a site's {@code robots.txt} asks
 * programs to leave alone, and later where a server asks for that. Who answers that we may not enter is alive.
 */
public final class LinkChecker {
    private static final Logger LOG = LoggerFactory.getLogger(LinkChecker.class);
    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> GONE = Set.of(404, 410);
    private static final Set<Integer> BUSY = Set.of(429, 503);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
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
        return check(links, new Robots(file -> follow("GET", file, Map.of(), MOST_REDIRECTS)));
    }

    private Future<Void> check(Iterator<String> links, Robots robots) {
        if (!links.hasNext()) {
            return Future.succeededFuture();
        }
        return check(links.next(), robots).compose(done -> paused(pause)).compose(paused -> check(links, robots));
    }

    private Future<Void> paused(Duration time) {
        return vertx.timer(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS).mapEmpty();
    }

    /** @param reason why it counts as a failure, or why it was not asked */
    private record Outcome(
            @Nullable Integer status, @Nullable String reason, boolean failed) {

        static Outcome unasked(@Nullable Integer status, String reason) {
            return new Outcome(status, reason, false);
        }
    }

    private Future<Void> check(String url, Robots robots) {
        return Future.succeededFuture(url)
                .map(URI::create)
                .compose(target -> robots.allow(target)
                        .compose(allowed -> allowed
                                ? ask(target)
                                : Future.succeededFuture(
                                        Outcome.unasked(null, "The site's robots.txt asks programs to stay away."))))
                .recover(failure ->
                        failure instanceof Outbound.Unreachable || failure instanceof IllegalArgumentException
                                ? Future.succeededFuture(new Outcome(null, String.valueOf(failure.getMessage()), true))
                                : Future.failedFuture(failure))
                .compose(outcome -> store.keep(pool, url, outcome.status(), outcome.reason(), outcome.failed()));
    }

    /** Some servers do not know HEAD: what fails is asked for its first byte. */
    private Future<Outcome> ask(URI target) {
        return patiently("HEAD", target, Map.of())
                .compose(outcome -> outcome.failed()
                        ? paused(pause).compose(done -> patiently("GET", target, Map.of("Range", "bytes=0-0")))
                        : Future.succeededFuture(outcome));
    }

    /** Comes back once, when a busy server says when. */
    private Future<Outcome> patiently(String method, URI target, Map<String, String> headers) {
        return follow(method, target, headers, MOST_REDIRECTS).compose(answer -> {
            Optional<Duration> wait = busy(answer);
            return wait.filter(time -> time.compareTo(LONGEST_WAIT) <= 0).isPresent()
                    ? paused(wait.get())
                            .compose(done -> follow(method, target, headers, MOST_REDIRECTS))
                            .map(LinkChecker::outcome)
                    : Future.succeededFuture(outcome(answer));
        });
    }

    private static Optional<Duration> busy(Outbound.Answer answer) {
        return BUSY.contains(answer.status()) ? RetryAfter.of(answer, Instant.now()) : Optional.empty();
    }

    private Future<Outbound.Answer> follow(String method, URI target, Map<String, String> headers, int redirects) {
        return outbound.send(method, target, headers, Buffer.buffer()).compose(answer -> {
            String location = answer.headers().get("location");
            return redirects(answer) && location != null && redirects > 0
                    ? follow(method, target.resolve(location), headers, redirects - 1)
                    : Future.succeededFuture(answer);
        });
    }

    private static boolean redirects(Outbound.Answer answer) {
        return answer.status() / 100 == 3 && answer.headers().containsKey("location");
    }

    private static Outcome outcome(Outbound.Answer answer) {
        int status = answer.status();
        if (busy(answer).isPresent()) {
            return Outcome.unasked(status, "The server is busy and asks to come back later.");
        }
        boolean failed = redirects(answer) || GONE.contains(status) || status >= 500;
        return new Outcome(status, failed ? "It answered with status " + status + "." : null, failed);
    }
}
