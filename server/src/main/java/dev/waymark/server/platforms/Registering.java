package dev.waymark.server.platforms;

import dev.waymark.lti.http.LtiResponse;
import dev.waymark.lti.registration.PlatformConfiguration;
import dev.waymark.lti.registration.ProductFamily;
import dev.waymark.lti.registration.RegistrationRequests;
import dev.waymark.lti.registration.RegistrationResult;
import dev.waymark.lti.registration.ToolDescription;
import dev.waymark.lti.registration.Transport;
import dev.waymark.server.links.OneTimeLinkStore;
import dev.waymark.server.platforms.access.LtiCalls;
import dev.waymark.server.web.Problem;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Dynamic registration. Nothing is stored before the person has confirmed; a registration that broke off
 * after the platform knew us is found there again.
 */
public final class Registering {
    private final Pool pool;
    private final PlatformStore store;
    private final Platforms platforms;
    private final OneTimeLinkStore links;
    private final LtiCalls calls;
    private final ToolDescription tool;
    private final Transport transport;
    private final boolean open;

    /** @param open registers anyone, without an invitation */
    public Registering(
            Pool pool,
            PlatformStore store,
            Platforms platforms,
            OneTimeLinkStore links,
            LtiCalls calls,
            ToolDescription tool,
            Transport transport,
            boolean open) {
        this.pool = pool;
        this.store = store;
        this.platforms = platforms;
        this.links = links;
        this.calls = calls;
        this.tool = tool;
        this.transport = transport;
        this.open = open;
    }

    /** What the LMS opened our page with. */
    record Asked(
            URI configuration,
            @Nullable String token,
            @Nullable String invite) {}

    /**
     * What the page shows before anything is stored.
     *
     * @param stranger the issuer is known with other keys
     */
    record Offer(PlatformConfiguration platform, boolean trusted, boolean stranger) {}

    /** @param active false when it waits for an administrator */
    record Done(PlatformConfiguration platform, RegistrationResult result, boolean active) {}

    Future<Offer> look(Asked asked) {
        return invitation(asked)
                .compose(trusted -> configuration(asked)
                        .compose(platform -> store.stranger(pool, platform.issuer(), platform.jwksUri())
                                .map(stranger -> new Offer(platform, trusted, stranger))));
    }

    Future<Done> confirm(Asked asked) {
        return look(asked)
                .compose(offer -> atPlatform(offer.platform(), asked.token())
                        .compose(result ->
                                keep(asked, offer, result).map(active -> new Done(offer.platform(), result, active))));
    }

    /** Whether the invitation trusts the LMS's administrators; fails when there is none and one is needed. */
    private Future<Boolean> invitation(Asked asked) {
        String invite = asked.invite();
        if (invite == null) {
            return open ? Future.succeededFuture(false) : Future.failedFuture(uninvited());
        }
        return links.look(pool, OneTimeLinkStore.Kind.INVITE, invite)
                .map(found ->
                        found.orElseThrow(Registering::uninvited).path("trust").asBoolean());
    }

    private static Problem uninvited() {
        return Problem.of(403, "not-invited", "This registration link was used before, is too old or was never made.");
    }

    private Future<PlatformConfiguration> configuration(Asked asked) {
        return calls.send(RegistrationRequests.configuration(asked.configuration(), asked.token()))
                .map(answer -> PlatformConfiguration.parse(answer, asked.configuration(), transport));
    }

    /** A platform that already knows this token's tool gets an update, every other a registration. */
    private Future<RegistrationResult> atPlatform(PlatformConfiguration platform, @Nullable String token) {
        Future<@Nullable RegistrationResult> known = token == null
                ? Future.succeededFuture()
                : calls.send(RegistrationRequests.existing(platform, token)).map(answer -> readable(answer, platform));
        return known.compose(existing -> calls.send(
                        existing == null
                                ? RegistrationRequests.register(platform, tool, token)
                                : RegistrationRequests.update(platform, tool, existing, token)))
                .map(answer -> RegistrationResult.parse(answer, platform, tool));
    }

    private @Nullable RegistrationResult readable(LtiResponse answer, PlatformConfiguration platform) {
        return answer.status() == 200 && answer.body().contains("client_id")
                ? RegistrationResult.parseExisting(answer, platform, tool)
                : null;
    }

    private Future<Boolean> keep(Asked asked, Offer offer, RegistrationResult result) {
        return pool.withTransaction(connection -> useUp(connection, asked)
                        .compose(used -> store.add(connection, fresh(offer, result)))
                        .map(added -> added.orElseThrow(() -> Problem.of(
                                409, "client-taken", "This issuer and client id are registered with other keys.")))
                        .compose(added ->
                                deployed(connection, added, offer, result).map(added.active())))
                .onSuccess(active -> platforms.forget());
    }

    private Future<?> useUp(SqlClient client, Asked asked) {
        return asked.invite() == null
                ? Future.succeededFuture()
                : links.use(client, OneTimeLinkStore.Kind.INVITE, asked.invite())
                        .map(used -> used.orElseThrow(Registering::uninvited));
    }

    private PlatformStore.NewRegistration fresh(Offer offer, RegistrationResult result) {
        PlatformConfiguration platform = offer.platform();
        return new PlatformStore.NewRegistration(
                platform.issuer(),
                result.clientId(),
                platform.authorizationEndpoint(),
                platform.tokenEndpoint(),
                platform.tokenAudience(),
                platform.jwksUri(),
                List.copyOf(result.scopes()),
                open ? Connection.DeploymentPolicy.APPROVE : Connection.DeploymentPolicy.QUEUE,
                offer.trusted(),
                null,
                family(platform.family()),
                platform.registrationEndpoint());
    }

    static @Nullable String family(ProductFamily family) {
        return family == ProductFamily.OTHER ? null : family.name().toLowerCase(Locale.ROOT);
    }

    /** The deployment that came with the registration was confirmed with it. */
    private Future<Void> deployed(SqlClient client, PlatformStore.Added added, Offer offer, RegistrationResult result) {
        String deployment = result.deploymentId();
        return deployment == null
                ? Future.succeededFuture()
                : store.decide(client, added.id(), deployment, Connection.Deployment.State.APPROVED, offer.trusted());
    }
}
