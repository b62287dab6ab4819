package dev.waymark.server.records.ledger;

import dev.waymark.server.keys.Held;
import dev.waymark.server.keys.KeyStore;
import dev.waymark.server.keys.StoredKey;
import dev.waymark.server.keys.StoredKey.Purpose;
import dev.waymark.server.keys.StoredKey.State;
import dev.waymark.server.records.credential.IssuerKey;
import dev.waymark.server.records.credential.IssuerKeys;
import dev.waymark.server.records.credential.KeyAlgorithm;
import dev.waymark.server.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The keys that sign records: made when first needed and announced in the DID document before they sign; previous ones
 * stay published, so that old records verify.
 */
public final class IssuerKeyRing {
    private static final Duration HELD = Duration.ofSeconds(10);
    private static final List<KeyAlgorithm> USED = List.of(KeyAlgorithm.ES256, KeyAlgorithm.EDDSA);
    private final Vertx vertx;
    private final Pool pool;
    private final KeyStore store;
    private final Clock clock;
    private final Held<IssuerKeys> held;

    public IssuerKeyRing(Vertx vertx, Pool pool, KeyStore store, Clock clock) {
        this.vertx = vertx;
        this.pool = pool;
        this.store = store;
        this.clock = clock;
        this.held = new Held<>(this::read, clock);
    }

    public Future<IssuerKeys> current() {
        return held.within(HELD);
    }

    private Future<IssuerKeys> read() {
        return store.all(pool, Purpose.RECORD)
                .compose(stored -> complete(stored) ? Future.succeededFuture(stored) : completed())
                .map(stored ->
                        new IssuerKeys(stored.stream().map(IssuerKeyRing::key).toList()));
    }

    private static boolean complete(List<StoredKey> stored) {
        return USED.stream()
                .allMatch(algorithm -> has(stored, algorithm, State.CURRENT) && has(stored, algorithm, State.NEXT));
    }

    private static boolean has(List<StoredKey> stored, KeyAlgorithm algorithm, State state) {
        return stored.stream()
                .anyMatch(key -> key.state() == state && key.algorithm().equals(algorithm.name()));
    }

    private Future<List<StoredKey>> completed() {
        return pool.withTransaction(connection -> store.lock(connection)
                .compose(done -> store.all(connection, Purpose.RECORD))
                .compose(stored -> forEach(algorithm -> complete(connection, stored, algorithm)))
                .compose(done -> store.all(connection, Purpose.RECORD)));
    }

    /** Where none signs, because it was the first or was lost, the announced key does. */
    private Future<Void> complete(SqlClient client, List<StoredKey> stored, KeyAlgorithm algorithm) {
        boolean current = has(stored, algorithm, State.CURRENT);
        boolean next = has(stored, algorithm, State.NEXT);
        Future<Void> signing = current
                ? Future.succeededFuture()
                : next
                        ? store.move(client, Purpose.RECORD, algorithm.name(), State.NEXT, State.CURRENT)
                        : add(client, algorithm, State.CURRENT);
        return current && next ? signing : signing.compose(done -> add(client, algorithm, State.NEXT));
    }

    private static Future<Void> forEach(Function<KeyAlgorithm, Future<Void>> step) {
        Future<Void> done = Future.succeededFuture();
        for (KeyAlgorithm algorithm : USED) {
            done = done.compose(before -> step.apply(algorithm));
        }
        return done;
    }

    private Future<Void> add(SqlClient client, KeyAlgorithm algorithm, State state) {
        return store.all(client, Purpose.RECORD)
                .map(stored -> algorithm.name().toLowerCase(Locale.ROOT) + "-" + (stored.size() + 1))
                .compose(name -> vertx.executeBlocking(() -> IssuerKey.generate(algorithm, name)))
                .compose(key -> store.add(
                        client,
                        key.kid(),
                        Purpose.RECORD,
                        algorithm.name(),
                        state,
                        key.publicKey().getEncoded(),
                        secret(key.privateKey())));
    }

    private static byte[] secret(@Nullable PrivateKey key) {
        return Objects.requireNonNull(key, "a new key has a private half").getEncoded();
    }

    /** The announced keys sign from now on and new ones are announced; what the old ones signed stays verifiable. */
    public Future<IssuerKeys> rotate() {
        return current()
                .compose(ready -> pool.withTransaction(connection ->
                        store.lock(connection).compose(done -> forEach(algorithm -> rotate(connection, algorithm)))))
                .compose(done -> held.again());
    }

    private Future<Void> rotate(SqlClient client, KeyAlgorithm algorithm) {
        return store.move(client, Purpose.RECORD, algorithm.name(), State.CURRENT, State.PREVIOUS)
                .compose(done -> store.move(client, Purpose.RECORD, algorithm.name(), State.NEXT, State.CURRENT))
                .compose(done -> add(client, algorithm, State.NEXT));
    }

    /**
     * What a lost key signed from then on is refused, also by others: the DID document says so. The announced key
     * signs in its place.
     */
    public Future<IssuerKeys> compromised(String kid, Instant since) {
        if (since.isAfter(clock.instant())) {
            throw Problem.badField("since", "The key was lost in the past: give a date that is not later than now.");
        }
        return store.compromise(pool, kid, since).compose(found -> {
            if (!found) {
                throw Problem.badField("kid", "No key that signs records is called " + kid + ".");
            }
            return held.again();
        });
    }

    private static IssuerKey key(StoredKey stored) {
        return IssuerKey.of(
                stored.kid(),
                KeyAlgorithm.valueOf(stored.algorithm()),
                stored.publicKey(),
                stored.privateKey(),
                stored.state() != State.CURRENT,
                stored.compromisedSince());
    }
}
