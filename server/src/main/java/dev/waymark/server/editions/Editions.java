package dev.waymark.server.editions;

import dev.waymark.server.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The current editions, held in memory. What another server node published is noticed within a second; what
 * this one published at once.
 */
public final class Editions {
    private static final Duration FRESH = Duration.ofSeconds(1);
    private final Pool pool;
    private final EditionStore store;
    private final Clock clock;
    private volatile Map<String, Edition> bySlug = Map.of();
    private volatile Instant checked = Instant.EPOCH;
    private volatile @Nullable Future<Map<String, Edition>> checking;

    public Editions(Pool pool, EditionStore store, Clock clock) {
        this.pool = pool;
        this.store = store;
        this.clock = clock;
    }

    /** An asset and the current edition that holds it. */
    public record Found(Edition edition, PlacedAsset asset) {}

    /** Every current edition, in the order the modules were created. */
    public Future<List<Edition>> all() {
        return current().map(map -> List.copyOf(map.values()));
    }

    /** The edition of a slug, or 404. */
    public Future<Edition> of(String slug) {
        return current().map(map -> Optional.ofNullable(map.get(slug)).orElseThrow(Problem::notFound));
    }

    /** The edition that was asked for by slug; without one, the only one there is. */
    public Future<Edition> wanted(@Nullable String slug) {
        return slug != null
                ? of(slug)
                : current().map(map -> {
                    if (map.size() != 1) {
                        throw Problem.badField("module", "Name the module: " + String.join(", ", map.keySet()) + ".");
                    }
                    return map.values().iterator().next();
                });
    }

    /** Where an asset stands now, or 404 when no current edition has it. */
    public Future<Found> asset(UUID id) {
        return current()
                .map(map -> map.values().stream()
                        .flatMap(edition -> edition.asset(id).map(asset -> new Found(edition, asset)).stream())
                        .findFirst()
                        .orElseThrow(Problem::notFound));
    }

    /** A version that was published before or is current; empty when it is none of the module's. */
    public Future<Optional<Earlier>> earlier(Edition edition, UUID version) {
        return store.earlier(pool, edition.moduleId(), version);
    }

    /** Reads the database again first. */
    public Future<Edition> refreshed(String slug) {
        Future<Map<String, Edition>> running = checking;
        Future<Map<String, Edition>> fresh = running == null ? check() : running.transform(done -> check());
        return fresh.compose(map -> of(slug));
    }

    /** By then every other node has looked again too. */
    public static Future<Void> everywhere(Vertx vertx) {
        return vertx.timer(FRESH.plusMillis(50).toMillis(), TimeUnit.MILLISECONDS)
                .mapEmpty();
    }

    private Future<Map<String, Edition>> current() {
        if (clock.instant().isBefore(checked.plus(FRESH))) {
            return Future.succeededFuture(bySlug);
        }
        return check();
    }

    private synchronized Future<Map<String, Edition>> check() {
        Future<Map<String, Edition>> running = checking;
        if (running != null) {
            return running;
        }
        Instant started = clock.instant();
        Future<Map<String, Edition>> fresh = store.heads(pool)
                .compose(this::load)
                .onSuccess(map -> {
                    bySlug = map;
                    checked = started;
                });
        checking = fresh;
        fresh.onComplete(done -> checking = null);
        return fresh;
    }

    private Future<Map<String, Edition>> load(List<EditionStore.Head> heads) {
        Map<String, Edition> known = bySlug;
        List<Future<Edition>> editions = new ArrayList<>();
        for (EditionStore.Head head : heads) {
            Edition held = known.get(head.slug());
            editions.add(
                    held != null && head.isOf(held)
                            ? Future.succeededFuture(held)
                            : store.current(pool, head.module()));
        }
        return Future.all(editions).map(all -> {
            Map<String, Edition> map = new LinkedHashMap<>();
            editions.forEach(edition -> map.put(edition.result().slug(), edition.result()));
            return map;
        });
    }
}
