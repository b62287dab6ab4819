package dev.waymark.server.records.ledger;

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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The keys that sign records: made when first needed; retired ones stay published so that old records verify. */
public final class IssuerKeyRing {
    private static final Duration HELD = Duration.ofSeconds(10);
    private static final List<KeyAlgorithm> USED = List.of(KeyAlgorithm.ES256, KeyAlgorithm.EDDSA);
    private final Vertx vertx;
    private final Pool pool;
    private final KeyStore store;
    private final Clock clock;
    private volatile @Nullable IssuerKeys keys;
    private volatile Instant read = Instant.EPOCH;

    public IssuerKeyRing(Vertx vertx, Pool pool, KeyStore store, Clock clock) {
        this.vertx = vertx;
        this.pool = pool;
        this.store = store;
        this.clock = clock;
    }

    public Future<IssuerKeys> current() {
        IssuerKeys known = keys;
        return known != null && read.plus(HELD).isAfter(clock.instant()) ? Future.succeededFuture(known) : load();
    }

    private Future<IssuerKeys> load() {
        return store.all(pool, Purpose.RECORD)
                .compose(this::withMissing)
                .map(stored ->
                        new IssuerKeys(stored.stream().map(IssuerKeyRing::key).toList()))
                .onSuccess(loaded -> {
                    keys = loaded;
                    read = clock.instant();
                });
    }

    private Future<List<StoredKey>> withMissing(List<StoredKey> stored) {
        Future<Void> made = Future.succeededFuture();
        boolean missing = false;
        for (KeyAlgorithm algorithm : USED) {
            if (stored.stream().noneMatch(key -> signs(key, algorithm))) {
                missing = true;
                made = made.compose(done -> add(pool, algorithm, stored.size() + 1));
            }
        }
        return missing ? made.compose(done -> store.all(pool, Purpose.RECORD)) : Future.succeededFuture(stored);
    }

    private static boolean signs(StoredKey key, KeyAlgorithm algorithm) {
        return key.state() == State.CURRENT && key.algorithm().equals(algorithm.name());
    }

    private Future<Void> add(SqlClient client, KeyAlgorithm algorithm, int number) {
        String name = algorithm.name().toLowerCase(java.util.Locale.ROOT) + "-" + number;
        return vertx.executeBlocking(() -> IssuerKey.generate(algorithm, name))
                .compose(key -> store.add(
                        client,
                        key.kid(),
                        Purpose.RECORD,
                        algorithm.name(),
                        State.CURRENT,
                        key.publicKey().getEncoded(),
                        secret(key.privateKey())));
    }

    private static byte[] secret(@Nullable PrivateKey key) {
        return Objects.requireNonNull(key, "a new key has a private half").getEncoded();
    }

    /** New keys sign from now on; what the old ones signed stays verifiable. */
    public Future<IssuerKeys> rotate() {
        return current()
                .compose(known -> pool.withTransaction(connection -> {
                    Future<Void> rotated = Future.succeededFuture();
                    int number = known.keys().size() + 1;
                    for (KeyAlgorithm algorithm : USED) {
                        rotated = rotated.compose(done -> store.move(
                                        connection, Purpose.RECORD, algorithm.name(), State.CURRENT, State.PREVIOUS))
                                .compose(done -> add(connection, algorithm, number));
                    }
                    return rotated;
                }))
                .compose(done -> load());
    }

    /**
     * What a lost key signed from then on is refused, also by others: the DID document says so. A new key signs
     * in its place.
     */
    public Future<IssuerKeys> compromised(String kid, Instant since) {
        if (since.isAfter(clock.instant())) {
            throw Problem.badField("since", "The key was lost in the past: give a date that is not later than now.");
        }
        return store.compromise(pool, kid, since).compose(found -> {
            if (!found) {
                throw Problem.badField("kid", "No key that signs records is called " + kid + ".");
            }
            return load();
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
