package dev.waymark.server.platforms;

import dev.waymark.lti.Registration;
import dev.waymark.server.web.Ids;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Platforms, registrations and deployments. */
public final class PlatformStore {
    private static final String COLUMNS = """
            select id, platform_id, issuer, client_id, authorization_url, token_url, token_audience, jwks_url, scopes,
              deployment_policy, trust_administrators, allow_anonymous, pending_partial_scores, state
            from registration
            """;

    private static final String BY_ISSUER = COLUMNS + "where issuer = $1 and state <> 'removed' order by created_at";
    private static final String BY_ID = COLUMNS + "where id = $1 and state <> 'removed'";
    private static final String ALL = COLUMNS + "where state <> 'removed' order by created_at";

    Future<List<Connection>> byIssuer(SqlClient client, String issuer) {
        return client.preparedQuery(BY_ISSUER).execute(Tuple.of(issuer)).map(PlatformStore::connections);
    }

    Future<Optional<Connection>> byId(SqlClient client, UUID id) {
        return client.preparedQuery(BY_ID)
                .execute(Tuple.of(id))
                .map(rows -> connections(rows).stream().findFirst());
    }

    public Future<List<Connection>> all(SqlClient client) {
        return client.query(ALL).execute().map(PlatformStore::connections);
    }

    private static List<Connection> connections(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(PlatformStore::connection)
                .toList();
    }

    private static Connection connection(Row row) {
        String tokenUrl = row.getString("token_url");
        String audience = row.getString("token_audience");
        Registration lti = new Registration(
                row.getString("issuer"),
                row.getString("client_id"),
                URI.create(row.getString("authorization_url")),
                URI.create(tokenUrl),
                audience == null ? tokenUrl : audience,
                URI.create(row.getString("jwks_url")),
                row.getBoolean("allow_anonymous"));
        return new Connection(
                row.getUUID("id"),
                row.getUUID("platform_id"),
                lti,
                List.of(row.getArrayOfStrings("scopes")),
                Connection.DeploymentPolicy.valueOf(
                        row.getString("deployment_policy").toUpperCase(Locale.ROOT)),
                row.getBoolean("trust_administrators"),
                row.getBoolean("pending_partial_scores"),
                row.getString("state").equals("active"));
    }

    /**
     * A registration to be added. The same issuer with another key set than its platform's waits for an
     * administrator, so that nobody can impersonate an LMS by registering it again.
     */
    public record NewRegistration(
            String issuer,
            String clientId,
            URI authorizationUrl,
            URI tokenUrl,
            @Nullable String tokenAudience,
            URI jwksUrl,
            List<String> scopes,
            Connection.DeploymentPolicy policy,
            boolean trustAdministrators,
            @Nullable String name,
            @Nullable String family,
            @Nullable URI registrationEndpoint) {}

    private static final String STRANGER = """
            select exists (select from platform where issuer = $1 and jwks_url <> $2)
              and not exists (select from registration where issuer = $1 and jwks_url = $2 and state = 'active') as yes
            """;

    /** Whether an issuer is known with other keys and not yet with these. */
    Future<Boolean> stranger(SqlClient client, String issuer, URI jwksUrl) {
        return client.preparedQuery(STRANGER)
                .execute(Tuple.of(issuer, jwksUrl.toString()))
                .map(rows -> rows.iterator().next().getBoolean("yes"));
    }

    private static final String ADD = """
            with stranger as (
            """ + STRANGER + """
            ), known as (
              select platform_id from registration where issuer = $1 and jwks_url = $2 and state = 'active'
              order by created_at limit 1
            ), joined as (
              insert into platform (id, issuer, jwks_url, name, family) values ($3, $1, $2, $4, $5)
              on conflict (issuer, jwks_url) do update set
                name = coalesce(platform.name, excluded.name), family = coalesce(excluded.family, platform.family)
              returning id
            )
            insert into registration as r (id, platform_id, issuer, client_id, authorization_url, token_url, token_audience,
              jwks_url, scopes, deployment_policy, trust_administrators, registration_endpoint, state)
            select $6, coalesce((select platform_id from known), joined.id), $1, $7, $8, $9, $10, $2, $11, $12, $13, $14,
              case when stranger.yes then 'waiting' else 'active' end
            from joined, stranger
            on conflict (issuer, client_id) do update set platform_id = excluded.platform_id, jwks_url = excluded.jwks_url,
              authorization_url = excluded.authorization_url, token_url = excluded.token_url,
              token_audience = excluded.token_audience, scopes = excluded.scopes,
              trust_administrators = excluded.trust_administrators or r.trust_administrators and r.state <> 'removed',
              registration_endpoint = excluded.registration_endpoint, state = excluded.state, updated_at = now()
            where r.jwks_url = excluded.jwks_url or r.state = 'removed'
            returning id, state
            """;

    /** Adds or updates a registration; empty when its client id is taken by other keys. */
    public Future<Optional<Added>> add(SqlClient client, NewRegistration fresh) {
        UUID platform = Ids.derived("platform", fresh.issuer(), fresh.jwksUrl().toString());
        Tuple values = Tuple.of(fresh.issuer(), fresh.jwksUrl().toString(), platform, fresh.name(), fresh.family())
                .addValue(Ids.timeOrdered())
                .addValue(fresh.clientId())
                .addValue(fresh.authorizationUrl().toString())
                .addValue(fresh.tokenUrl().toString())
                .addValue(fresh.tokenAudience())
                .addArrayOfString(fresh.scopes().toArray(String[]::new))
                .addValue(fresh.policy().name().toLowerCase(Locale.ROOT))
                .addValue(fresh.trustAdministrators())
                .addValue(
                        fresh.registrationEndpoint() == null
                                ? null
                                : fresh.registrationEndpoint().toString());
        return client.preparedQuery(ADD)
                .execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Added(
                                row.getUUID("id"), row.getString("state").equals("active")))
                        .findFirst());
    }

    /** @param active false when it waits for an administrator */
    public record Added(UUID id, boolean active) {}

    private static final String DEPLOYMENT = """
            select deployment_id, state, trust_administrators, frame_origins
            from deployment where registration_id = $1 and deployment_id = $2
            """;

    Future<Optional<Connection.Deployment>> deployment(SqlClient client, UUID registration, String deployment) {
        return client.preparedQuery(DEPLOYMENT)
                .execute(Tuple.of(registration, deployment))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(PlatformStore::deployment)
                        .findFirst());
    }

    private static Connection.Deployment deployment(Row row) {
        return new Connection.Deployment(
                row.getString("deployment_id"),
                Connection.Deployment.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getBoolean("trust_administrators"),
                List.of(row.getArrayOfStrings("frame_origins")));
    }

    private static final String PUT_DEPLOYMENT = """
            insert into deployment (registration_id, deployment_id, state, trust_administrators) values ($1, $2, $3, $4)
            on conflict (registration_id, deployment_id) do nothing
            """;

    /** Notes a deployment that was not known. */
    public Future<Void> addDeployment(
            SqlClient client,
            UUID registration,
            String deployment,
            Connection.Deployment.State state,
            boolean trusted) {
        return client.preparedQuery(PUT_DEPLOYMENT)
                .execute(Tuple.of(registration, deployment, state.name().toLowerCase(Locale.ROOT), trusted))
                .mapEmpty();
    }

    private static final String DECIDE = """
            insert into deployment (registration_id, deployment_id, state, trust_administrators) values ($1, $2, $3, $4)
            on conflict (registration_id, deployment_id)
            do update set state = excluded.state, trust_administrators =
              excluded.trust_administrators or deployment.trust_administrators and deployment.state = 'approved'
            """;

    /** A deployment that came with its registration; registering again takes no trust away. */
    public Future<Void> decide(
            SqlClient client,
            UUID registration,
            String deployment,
            Connection.Deployment.State state,
            boolean trusted) {
        return client.preparedQuery(DECIDE)
                .execute(Tuple.of(registration, deployment, state.name().toLowerCase(Locale.ROOT), trusted))
                .mapEmpty();
    }

    private static final String LEARN_FRAME = """
            update deployment set frame_origins = array_append(frame_origins, $3)
            where registration_id = $1 and deployment_id = $2 and not $3 = any(frame_origins)
              and cardinality(frame_origins) < 20
            """;

    /** Remembers where a verified launch said that it is framed. */
    Future<Void> learnFrame(SqlClient client, UUID registration, String deployment, String origin) {
        return client.preparedQuery(LEARN_FRAME)
                .execute(Tuple.of(registration, deployment, origin))
                .mapEmpty();
    }

    private static final String APPROVE = """
            update registration r set state = 'active', updated_at = now(), platform_id = case when $2 then coalesce(
              (select e.platform_id from registration e where e.issuer = r.issuer and e.state = 'active' and e.id <> r.id
                and e.jwks_url <> r.jwks_url order by e.created_at limit 1), r.platform_id) else r.platform_id end
            where id = $1 and state = 'waiting'
            """;

    /** Lets a waiting registration launch, as a platform of its own or as the one its issuer is known by. */
    Future<Boolean> approve(SqlClient client, UUID registration, boolean same) {
        return client.preparedQuery(APPROVE)
                .execute(Tuple.of(registration, same))
                .map(rows -> rows.rowCount() == 1);
    }

    private static final String REMOVE = """
            with gone as (
              update registration set state = 'removed', updated_at = now() where id = $1 and state <> 'removed' returning id
            ), untrusted as (
              delete from deployment using gone where registration_id = gone.id
            )
            select id from gone
            """;

    /** Removes a registration and what was decided about its deployments. */
    Future<Boolean> remove(SqlClient client, UUID registration) {
        return client.preparedQuery(REMOVE).execute(Tuple.of(registration)).map(rows -> rows.size() == 1);
    }

    private static final String SET_DEPLOYMENT = """
            insert into deployment (registration_id, deployment_id, state) values ($1, $2, $3)
            on conflict (registration_id, deployment_id) do update set state = excluded.state,
              trust_administrators = deployment.trust_administrators and excluded.state = 'approved'
            """;

    Future<Void> setDeployment(
            SqlClient client, UUID registration, String deployment, Connection.Deployment.State state) {
        return client.preparedQuery(SET_DEPLOYMENT)
                .execute(Tuple.of(registration, deployment, state.name().toLowerCase(Locale.ROOT)))
                .mapEmpty();
    }

    private static final String TRUST = """
            update deployment set trust_administrators = $3
            where registration_id = $1 and deployment_id = $2 and state = 'approved'
            """;

    Future<Boolean> trust(SqlClient client, UUID registration, String deployment, boolean trusted) {
        return client.preparedQuery(TRUST)
                .execute(Tuple.of(registration, deployment, trusted))
                .map(rows -> rows.rowCount() == 1);
    }

    private static final String SET_FRAMES =
            "update deployment set frame_origins = $3 where registration_id = $1 and deployment_id = $2";

    Future<Boolean> setFrames(SqlClient client, UUID registration, String deployment, List<String> origins) {
        return client.preparedQuery(SET_FRAMES)
                .execute(Tuple.of(registration, deployment, origins.toArray(String[]::new)))
                .map(rows -> rows.rowCount() == 1);
    }
}
