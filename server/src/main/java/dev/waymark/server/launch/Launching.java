package dev.waymark.server.launch;

import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import dev.waymark.lti.launch.AuthenticationRequest;
import dev.waymark.lti.launch.IdTokenVerifier;
import dev.waymark.lti.launch.LoginInitiation;
import dev.waymark.lti.launch.LoginState;
import dev.waymark.lti.launch.StateSeal;
import dev.waymark.lti.launch.VerifiedLaunch;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.platforms.Connection;
import dev.waymark.server.platforms.KeySets;
import dev.waymark.server.platforms.Platforms;
import dev.waymark.server.web.Session;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * A launch from login to session. Login writes nothing: what it must remember travels sealed in the state.
 * The launch itself is one statement.
 */
public final class Launching {
    private final Pool pool;
    private final LaunchStore store;
    private final Platforms platforms;
    private final KeySets keySets;
    private final Editions editions;
    private final StateSeal seal;
    private final URI publicUrl;
    private final Clock clock;
    private final IdTokenVerifier verifier = new IdTokenVerifier();

    public Launching(
            Pool pool,
            LaunchStore store,
            Platforms platforms,
            KeySets keySets,
            Editions editions,
            StateSeal seal,
            URI publicUrl,
            Clock clock) {
        this.pool = pool;
        this.store = store;
        this.platforms = platforms;
        this.keySets = keySets;
        this.editions = editions;
        this.seal = seal;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /** A login under way: where the browser goes, and the secret that it keeps. */
    record Started(LoginInitiation login, Connection connection, LoginState state, String sealed, URI redirect) {}

    Future<Started> login(LoginInitiation login, String browserSecret) {
        login.requireTargetAt(publicUrl);
        return connection(login).map(connection -> {
            LoginState state = LoginState.begin(connection.id().toString(), login, browserSecret, clock.instant());
            String sealed = seal.seal(state);
            URI launch = publicUrl.resolve("/lti/launch");
            URI redirect = new AuthenticationRequest(connection.lti(), login, sealed, state.nonce(), launch).url();
            return new Started(login, connection, state, sealed, redirect);
        });
    }

    /** By client id; without one by the deployment; else there must be only one. */
    private Future<Connection> connection(LoginInitiation login) {
        return platforms.ofIssuer(login.issuer()).compose(all -> {
            List<Connection> fitting = login.clientId() == null
                    ? all
                    : all.stream()
                            .filter(each -> each.lti().clientId().equals(login.clientId()))
                            .toList();
            if (fitting.isEmpty()) {
                throw new LtiException(Reason.REGISTRATION_UNKNOWN);
            }
            return fitting.size() == 1 ? Future.succeededFuture(fitting.get(0)) : byDeployment(fitting, login);
        });
    }

    private Future<Connection> byDeployment(List<Connection> fitting, LoginInitiation login) {
        String deployment = login.deploymentId();
        if (deployment == null) {
            throw new LtiException(Reason.REGISTRATION_AMBIGUOUS);
        }
        return platforms.withDeployment(fitting, deployment).map(found -> {
            if (found.size() != 1) {
                throw new LtiException(Reason.REGISTRATION_AMBIGUOUS);
            }
            return found.get(0);
        });
    }

    LoginState open(String sealed) {
        return seal.open(sealed, clock.instant());
    }

    /** Refuses a state whose nonce was spent, before anything else is shown. */
    Future<Void> requireUnspent(LoginState state) {
        return store.spent(pool, state.nonce()).map(spent -> {
            if (spent) {
                throw new LtiException(Reason.STATE_USED);
            }
            return null;
        });
    }

    /** A session that was opened, and the page it lands on. */
    record Entered(Session session, String landing) {
        static Entered of(Admission admission) {
            Session session = admission.session();
            return new Entered(session, admission.detail().path("landing").asText(session.home()));
        }
    }

    /** The session of a token that keeps every rule and answers this state, which it spends. */
    Future<Entered> launch(LoginState state, String idToken, String binding) {
        return connection(state)
                .compose(connection -> verified(connection, state, idToken)
                        .compose(launch -> admitted(connection, state, launch, binding)));
    }

    Future<Connection> connection(LoginState state) {
        return platforms
                .of(UUID.fromString(state.registration()))
                .map(found -> found.filter(Connection::active)
                        .orElseThrow(() -> new LtiException(Reason.REGISTRATION_UNKNOWN)));
    }

    private Future<VerifiedLaunch> verified(Connection connection, LoginState state, String idToken) {
        URI url = connection.lti().jwksUri();
        return keySets.get(url)
                .map(keys -> verifier.verify(idToken, connection.lti(), keys, state, clock.instant()))
                .recover(failure -> failure instanceof LtiException refusal && refusal.reason() == Reason.KID_UNKNOWN
                        ? keySets.refreshed(url)
                                .map(keys -> verifier.verify(idToken, connection.lti(), keys, state, clock.instant()))
                        : Future.failedFuture(failure));
    }

    private Future<Entered> admitted(Connection connection, LoginState state, VerifiedLaunch launch, String binding) {
        return platforms
                .deployment(connection, launch.message().claims().deploymentId())
                .compose(deployment -> {
                    if (deployment.state() != Connection.Deployment.State.APPROVED) {
                        throw new LtiException(Reason.DEPLOYMENT_UNKNOWN);
                    }
                    Arrival arrival = new Arrival(
                            connection,
                            launch,
                            platforms.trustsAdministrators(connection, deployment),
                            clock.instant());
                    return editions.all().compose(all -> {
                        Admission admission =
                                arrival.admission(state, seal.rememberNonceUntil(state), all, binding, deployment);
                        return store.admit(pool, admission).compose(won -> {
                            if (!won) {
                                throw new LtiException(Reason.STATE_USED);
                            }
                            return learnFrame(connection, deployment, arrival).map(Entered.of(admission));
                        });
                    });
                });
    }

    private Future<Void> learnFrame(Connection connection, Connection.Deployment deployment, Arrival arrival) {
        String origin = arrival.frameOrigin();
        return origin == null ? Future.succeededFuture() : platforms.learnFrame(connection, deployment, origin);
    }
}
