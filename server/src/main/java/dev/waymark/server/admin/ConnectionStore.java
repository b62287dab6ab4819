package dev.waymark.server.admin;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What administrators see of the connected LMSs. */
public final class ConnectionStore {
    private static final String REGISTRATIONS = """
            select r.id, r.platform_id, r.issuer, r.client_id, r.state, p.family, p.jwks_url,
              (select at from launch_trace t where t.registration_id = r.id and t.accepted order by t.id desc limit 1) as last_launch,
              coalesce(
                (select o.reason from outbox o where o.registration_id = r.id
                  and (o.state = 'failed' or o.state = 'waiting' and o.attempts > 0) and o.updated_at > now() - interval '1 day'
                  order by o.updated_at desc limit 1),
                (select c.roster_error from context c where c.registration_id = r.id and c.roster_error is not null
                  order by c.roster_tried_at desc nulls last limit 1)) as last_error,
              (select e.platform_id from registration e where e.issuer = r.issuer and e.state = 'active'
                and e.platform_id <> r.platform_id order by e.created_at limit 1) as namesake
            from registration r join platform p on p.id = r.platform_id
            where r.state <> 'removed' order by r.issuer, p.created_at, r.created_at
            """;

    /** @param namesake another platform with the same issuer that may launch */
    record Registered(
            UUID id,
            UUID platform,
            String issuer,
            String clientId,
            boolean waiting,
            @Nullable String family,
            String jwksUrl,
            @Nullable OffsetDateTime lastLaunch,
            @Nullable String lastError,
            @Nullable UUID namesake) {}

    Future<List<Registered>> registrations(SqlClient client) {
        return client.query(REGISTRATIONS)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ConnectionStore::registered)
                        .toList());
    }

    private static Registered registered(Row row) {
        return new Registered(
                row.getUUID("id"),
                row.getUUID("platform_id"),
                row.getString("issuer"),
                row.getString("client_id"),
                row.getString("state").equals("waiting"),
                row.getString("family"),
                row.getString("jwks_url"),
                row.getOffsetDateTime("last_launch"),
                row.getString("last_error"),
                row.getUUID("namesake"));
    }

    private static final String DEPLOYMENTS = """
            select d.registration_id, d.deployment_id, d.state, d.trust_administrators, d.frame_origins,
              (select t.at from launch_trace t where t.registration_id = d.registration_id and t.accepted
                and t.deployment_id = d.deployment_id order by t.id desc limit 1) as last_launch
            from deployment d join registration r on r.id = d.registration_id and r.state <> 'removed'
            order by d.created_at
            """;

    record Deployed(
            UUID registration,
            String id,
            String state,
            boolean trusted,
            List<String> frames,
            @Nullable OffsetDateTime lastLaunch) {}

    Future<List<Deployed>> deployments(SqlClient client) {
        return client.query(DEPLOYMENTS)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Deployed(
                                row.getUUID("registration_id"),
                                row.getString("deployment_id"),
                                row.getString("state"),
                                row.getBoolean("trust_administrators"),
                                List.of(row.getArrayOfStrings("frame_origins")),
                                row.getOffsetDateTime("last_launch")))
                        .toList());
    }

    private static final String REACHABLE = """
            select d.deployment_id, c.memberships_url, k.lineitems_url, k.ags_scopes
            from deployment d
            left join lateral (select memberships_url from context where registration_id = d.registration_id
              and deployment_id = d.deployment_id and memberships_url is not null order by created_at desc limit 1) c on true
            left join lateral (select lineitems_url, ags_scopes from resource_link where registration_id = d.registration_id
              and deployment_id = d.deployment_id and lineitems_url is not null order by created_at desc limit 1) k on true
            where d.registration_id = $1 and d.state = 'approved'
            order by c.memberships_url is null, k.lineitems_url is null, d.created_at desc limit 1
            """;

    /** A deployment whose services launches have named. */
    record Reachable(
            String deployment,
            @Nullable URI members,
            @Nullable URI lineItems,
            List<String> gradeScopes) {}

    Future<Optional<Reachable>> reachable(SqlClient client, UUID registration) {
        return client.preparedQuery(REACHABLE)
                .execute(Tuple.of(registration))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ConnectionStore::reachable)
                        .findFirst());
    }

    private static Reachable reachable(Row row) {
        String members = row.getString("memberships_url");
        String lineItems = row.getString("lineitems_url");
        String[] scopes = row.getArrayOfStrings("ags_scopes");
        return new Reachable(
                row.getString("deployment_id"),
                members == null ? null : URI.create(members),
                lineItems == null ? null : URI.create(lineItems),
                scopes == null ? List.of() : List.of(scopes));
    }
}
