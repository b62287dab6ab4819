package dev.waymark.server.platforms;

import dev.waymark.lti.security.ToolKey;
import dev.waymark.lti.security.ToolKeys;
import dev.waymark.server.keys.Held;
import dev.waymark.server.keys.KeyStore;
import dev.waymark.server.keys.StoredKey;
import dev.waymark.server.keys.StoredKey.Purpose;
import dev.waymark.server.keys.StoredKey.State;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** The keys this tool proves itself with to platforms; made when first needed, rotated by overlap. */
public final class LtiKeys {
    private static final String ALGORITHM = "RS256";
    private static final Duration HELD = Duration.ofSeconds(30);
    private static final Duration PUBLISHED = Duration.ofSeconds(1);
    private final Vertx vertx;
    private final Pool pool;
    private final KeyStore store;
    private final Held<ToolKeys> held;

    public LtiKeys(Vertx vertx, Pool pool, KeyStore store, Clock clock) {
        this.vertx = vertx;
        this.pool = pool;
        this.store = store;
        this.held = new Held<>(this::read, clock);
    }

    /** To sign with: those of another node's rotation half a minute later, as the earlier ones stay published. */
    public Future<ToolKeys> current() {
        return held.within(HELD);
    }

    /** To publish: what another node has rotated in is there before that node's signatures are looked at. */
    public Future<ToolKeys> published() {
        return held.within(PUBLISHED);
    }

    private Future<ToolKeys> read() {
        return store.all(pool, Purpose.LTI)
                .compose(stored -> complete(stored) ? Future.succeededFuture(stored) : makeMissing(stored))
                .map(LtiKeys::keys);
    }

    private static boolean complete(List<StoredKey> stored) {
        return stored.stream().anyMatch(in(State.CURRENT)) && stored.stream().anyMatch(in(State.NEXT));
    }

    private static Predicate<StoredKey> in(State state) {
        return key -> key.state() == state;
    }

    private Future<List<StoredKey>> makeMissing(List<StoredKey> stored) {
        Future<Void> made = Future.succeededFuture();
        for (State state : List.of(State.CURRENT, State.NEXT)) {
            if (stored.stream().noneMatch(in(state))) {
                made = made.compose(done -> add(pool, state));
            }
        }
        return made.compose(done -> store.all(pool, Purpose.LTI));
    }

    private Future<Void> add(SqlClient client, State state) {
        return vertx.executeBlocking(ToolKey::generate)
                .compose(key ->
                        store.add(client, key.kid(), Purpose.LTI, ALGORITHM, state, publicKey(key), key.toPkcs8()));
    }

    /** The next key starts to sign, a fresh one is published behind it, the old one stays published. */
    public Future<ToolKeys> rotate() {
        return current()
                .compose(ready -> pool.withTransaction(connection -> store.lock(connection)
                        .compose(done -> store.retire(connection, Purpose.LTI, ALGORITHM))
                        .compose(done -> store.move(connection, Purpose.LTI, ALGORITHM, State.CURRENT, State.PREVIOUS))
                        .compose(done -> store.move(connection, Purpose.LTI, ALGORITHM, State.NEXT, State.CURRENT))
                        .compose(done -> add(connection, State.NEXT))))
                .compose(done -> held.again());
    }

    private static ToolKeys keys(List<StoredKey> stored) {
        return new ToolKeys(
                one(stored, State.NEXT),
                one(stored, State.CURRENT),
                stored.stream().filter(in(State.PREVIOUS)).map(LtiKeys::key).toList());
    }

    private static ToolKey one(List<StoredKey> stored, State state) {
        return stored.stream()
                .filter(in(state))
                .findFirst()
                .map(LtiKeys::key)
                .orElseThrow(() -> new IllegalStateException("There is no " + state + " LTI key"));
    }

    private static ToolKey key(StoredKey stored) {
        return ToolKey.fromPkcs8(Objects.requireNonNull(stored.privateKey(), "an LTI key keeps its private half"));
    }

    private static byte[] publicKey(ToolKey key) {
        try {
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            RSAPrivateCrtKey secret = (RSAPrivateCrtKey) rsa.generatePrivate(new PKCS8EncodedKeySpec(key.toPkcs8()));
            return rsa.generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent()))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has RSA", e);
        }
    }
}
