package dev.waymark.server.platforms;

import dev.waymark.lti.launch.WebOrigin;
import dev.waymark.server.audit.AuditStore;
import dev.waymark.server.web.Problem;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What administrators decide about LMSs, by page or by command; every decision is in the audit log. */
public final class Connections {
    private static final int LONGEST_ID = 255;
    private final Pool pool;
    private final PlatformStore store;
    private final Platforms platforms;
    private final AuditStore audit;

    public Connections(Pool pool, PlatformStore store, Platforms platforms, AuditStore audit) {
        this.pool = pool;
        this.store = store;
        this.platforms = platforms;
        this.audit = audit;
    }

    public Future<List<Connection>> all() {
        return store.all(pool);
    }

    /** 404 when it was removed or never existed. */
    public Future<Connection> one(UUID registration) {
        return store.byId(pool, registration).map(found -> found.orElseThrow(Problem::notFound));
    }

    /** The registration with an id or a client id. */
    public Future<Optional<Connection>> named(String name) {
        return all().map(all -> all.stream()
                .filter(each -> each.id().toString().equals(name)
                        || each.lti().clientId().equals(name))
                .findFirst());
    }

    /**
     * A registration from what an administrator typed.
     *
     * @throws IllegalArgumentException with a sentence about the first mistake
     */
    public PlatformStore.NewRegistration manual(
            @Nullable String issuer,
            @Nullable String clientId,
            @Nullable String authorization,
            @Nullable String token,
            @Nullable String jwks) {
        return new PlatformStore.NewRegistration(
                required("issuer", issuer),
                required("client id", clientId),
                address("sign-in address", authorization),
                address("token address", token),
                null,
                address("address of its keys", jwks),
                List.of(),
                Connection.DeploymentPolicy.QUEUE,
                false,
                null,
                null,
                null);
    }

    private static String required(String name, @Nullable String value) {
        if (value == null || value.isBlank() || value.length() > 2000) {
            throw new IllegalArgumentException("The " + name + " is missing or too long.");
        }
        return value.strip();
    }

    private static URI address(String name, @Nullable String value) {
        URI uri = URI.create(required(name, value));
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        if (!web || uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("The " + name + " is no web address.");
        }
        return uri;
    }

    /** Adds a registration, with a deployment that is approved at once when one is given. */
    public Future<Optional<PlatformStore.Added>> add(
            String actor, PlatformStore.NewRegistration fresh, @Nullable String deployment) {
        return changed(connection -> store.add(connection, fresh)
                .compose(added -> added.isEmpty()
                        ? Future.succeededFuture(added)
                        : deployed(connection, added.get().id(), deployment)
                                .compose(done -> audit.note(
                                        connection,
                                        actor,
                                        "platform.added",
                                        fresh.issuer(),
                                        Map.of("clientId", fresh.clientId())))
                                .map(added)));
    }

    private Future<Void> deployed(SqlConnection connection, UUID registration, @Nullable String deployment) {
        return deployment == null || deployment.isBlank()
                ? Future.succeededFuture()
                : store.decide(
                        connection, registration, deployment.strip(), Connection.Deployment.State.APPROVED, false);
    }

    /**
     * Lets a waiting registration launch.
     *
     * @param same whether it is the platform that the issuer's other keys belong to: then people keep their progress
     */
    public Future<Void> approve(String actor, UUID registration, boolean same) {
        return changed(connection -> store.approve(connection, registration, same)
                .compose(found -> required(found))
                .compose(done -> audit.note(
                        connection, actor, "platform.approved", registration.toString(), Map.of("same", same))));
    }

    /** Refuses launches from now on; progress and records stay. */
    public Future<Void> remove(String actor, UUID registration) {
        return changed(connection -> store.remove(connection, registration)
                .compose(found -> required(found))
                .compose(done -> audit.note(connection, actor, "platform.removed", registration.toString(), Map.of())));
    }

    public Future<Void> decide(String actor, UUID registration, String deployment, Connection.Deployment.State state) {
        requireId(deployment);
        return changed(connection -> store.byId(connection, registration)
                .compose(found -> required(found.isPresent()))
                .compose(done -> store.setDeployment(connection, registration, deployment, state))
                .compose(done -> audit.note(
                        connection,
                        actor,
                        "deployment." + state.name().toLowerCase(java.util.Locale.ROOT),
                        registration.toString(),
                        Map.of("deployment", deployment))));
    }

    /** Whether the administrators of a deployment's LMS administer Waymark. */
    public Future<Void> trust(String actor, UUID registration, String deployment, boolean trusted) {
        requireId(deployment);
        return changed(connection -> store.trust(connection, registration, deployment, trusted)
                .compose(found -> required(found))
                .compose(done -> audit.note(
                        connection,
                        actor,
                        trusted ? "deployment.trusted" : "deployment.untrusted",
                        registration.toString(),
                        Map.of("deployment", deployment))));
    }

    /** The origins that may frame this deployment's pages, besides what launches have said. */
    public Future<Void> frames(String actor, UUID registration, String deployment, List<String> origins) {
        requireId(deployment);
        List<String> clean =
                origins.stream().map(Connections::origin).distinct().limit(20).toList();
        return changed(connection -> store.setFrames(connection, registration, deployment, clean)
                .compose(found -> required(found))
                .compose(done -> audit.note(
                        connection,
                        actor,
                        "deployment.framed",
                        registration.toString(),
                        Map.of("deployment", deployment, "origins", clean))));
    }

    private static String origin(String text) {
        try {
            return WebOrigin.of(URI.create(text)).toString();
        } catch (IllegalArgumentException e) {
            throw Problem.badField("origins", "Each origin is a web address such as https://lms.example.org.");
        }
    }

    public Future<Void> invited(String actor, boolean trusted) {
        return audit.note(pool, actor, "platform.invited", "registration link", Map.of("trusted", trusted));
    }

    private static void requireId(String deployment) {
        if (deployment.isEmpty() || deployment.length() > LONGEST_ID) {
            throw Problem.badField("id", "Name the deployment.");
        }
    }

    private static Future<Void> required(boolean found) {
        return found ? Future.succeededFuture() : Future.failedFuture(Problem.notFound());
    }

    /** In one transaction; launches see it at once. */
    private <T> Future<T> changed(Function<SqlConnection, Future<T>> change) {
        return pool.withTransaction(change).onSuccess(done -> platforms.forget());
    }
}
