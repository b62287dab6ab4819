package dev.waymark.server.platforms;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The connections and deployments that launches look up, held for seconds: what this node changes counts
 * at once, what another changed within that time. Only what exists is remembered.
 */
public final class Platforms {
    private static final Duration HELD = Duration.ofSeconds(5);
    private final Pool pool;
    private final PlatformStore store;
    private final boolean open;
    private final Cache<String, List<Connection>> byIssuer = cache();
    private final Cache<UUID, Connection> byId = cache();
    private final Cache<String, Connection.Deployment> deployments = cache();

    /** @param open every deployment is approved and every LMS administrator is trusted (demo and development) */
    public Platforms(Pool pool, PlatformStore store, boolean open) {
        this.pool = pool;
        this.store = store;
        this.open = open;
    }

    private static <K, V> Cache<K, V> cache() {
        return Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(HELD).build();
    }

    /** The connections of an issuer that may launch. */
    public Future<List<Connection>> ofIssuer(String issuer) {
        List<Connection> held = byIssuer.getIfPresent(issuer);
        return held != null
                ? Future.succeededFuture(held)
                : store.byIssuer(pool, issuer)
                        .map(all -> all.stream().filter(Connection::active).toList())
                        .onSuccess(all -> {
                            if (!all.isEmpty()) {
                                byIssuer.put(issuer, all);
                            }
                        });
    }

    public Future<Optional<Connection>> of(UUID registration) {
        return held(byId, registration, () -> store.byId(pool, registration));
    }

    private static <K, V> Future<Optional<V>> held(Cache<K, V> cache, K key, Supplier<Future<Optional<V>>> load) {
        V held = cache.getIfPresent(key);
        return held != null
                ? Future.succeededFuture(Optional.of(held))
                : load.get().onSuccess(found -> found.ifPresent(value -> cache.put(key, value)));
    }

    /** Those of several connections that know a deployment. */
    public Future<List<Connection>> withDeployment(List<Connection> connections, String deployment) {
        List<Future<Optional<Connection>>> found = connections.stream()
                .map(connection ->
                        store.deployment(pool, connection.id(), deployment).map(known -> known.map(each -> connection)))
                .toList();
        return Future.all(found)
                .map(all ->
                        found.stream().flatMap(each -> each.result().stream()).toList());
    }

    /** The deployment of a verified launch; one never seen is treated by the connection's policy. */
    public Future<Connection.Deployment> deployment(Connection connection, String id) {
        String key = connection.id() + " " + id;
        return held(deployments, key, () -> store.deployment(pool, connection.id(), id))
                .compose(found -> found.map(Future::succeededFuture).orElseGet(() -> unseen(connection, id)));
    }

    private Future<Connection.Deployment> unseen(Connection connection, String id) {
        boolean approve = open || connection.deploymentPolicy() == Connection.DeploymentPolicy.APPROVE;
        boolean refuse = !approve && connection.deploymentPolicy() == Connection.DeploymentPolicy.REFUSE;
        Connection.Deployment.State state = approve
                ? Connection.Deployment.State.APPROVED
                : refuse ? Connection.Deployment.State.REFUSED : Connection.Deployment.State.WAITING;
        Connection.Deployment fresh =
                new Connection.Deployment(id, state, connection.trustsAdministrators(), List.of());
        return refuse
                ? Future.succeededFuture(fresh)
                : store.addDeployment(pool, connection.id(), id, state, connection.trustsAdministrators())
                        .map(fresh);
    }

    /** Whether institution and system administrators of this deployment administer Waymark. */
    public boolean trustsAdministrators(Connection connection, Connection.Deployment deployment) {
        return open || deployment.trustsAdministrators();
    }

    /** Remembers where a verified launch is framed, once. */
    public Future<Void> learnFrame(Connection connection, Connection.Deployment deployment, String origin) {
        if (deployment.frameOrigins().contains(origin)) {
            return Future.succeededFuture();
        }
        return store.learnFrame(pool, connection.id(), deployment.id(), origin)
                .onSuccess(done -> deployments.invalidate(connection.id() + " " + deployment.id()));
    }

    /** After this node changed a connection or a deployment. */
    public void forget() {
        byIssuer.invalidateAll();
        byId.invalidateAll();
        deployments.invalidateAll();
    }
}
