package dev.waymark.server.launch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.editions.LinkScope;
import dev.waymark.server.web.Json;
import dev.waymark.server.web.Session;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Launches and the sessions they open. */
public final class LaunchStore {

    /*
     * One statement, one commit: everything hangs on the nonce being spent by this very statement, so of a
     * hundred replays one wins and ninety-nine write nothing.
     */
    private static final String ADMIT = """
            with fresh as (
              insert into spent_nonce (nonce, expires_at) values ($1, $2) on conflict do nothing returning nonce
            ), person as (
              insert into learner as l (id, platform_id, sub, name, email, locale, test_user)
              select $3, $4, $5, $6, $7, $8, $9 from fresh
              on conflict (id) do update set name = coalesce(excluded.name, l.name),
                email = coalesce(excluded.email, l.email), locale = coalesce(excluded.locale, l.locale), last_seen = now()
              where (coalesce(excluded.name, l.name), coalesce(excluded.email, l.email), coalesce(excluded.locale, l.locale))
                is distinct from (l.name, l.email, l.locale) or l.last_seen < now() - interval '1 hour'
            ), place as (
              insert into context as c
                (id, platform_id, registration_id, deployment_id, lti_id, title, label, memberships_url, groups_url, copied_from)
              select $10, $4, $11, $12, $13, $14, $15, $16, $17, $44 from fresh where $10::uuid is not null
              on conflict (id) do update set title = coalesce(excluded.title, c.title), label = coalesce(excluded.label, c.label),
                copied_from = coalesce(c.copied_from, excluded.copied_from),
                registration_id = excluded.registration_id,
                memberships_url = coalesce(excluded.memberships_url, c.memberships_url),
                groups_url = coalesce(excluded.groups_url, c.groups_url)
              where (coalesce(excluded.title, c.title), coalesce(excluded.label, c.label), excluded.registration_id,
                coalesce(excluded.memberships_url, c.memberships_url), coalesce(excluded.groups_url, c.groups_url),
                coalesce(c.copied_from, excluded.copied_from))
                is distinct from (c.title, c.label, c.registration_id, c.memberships_url, c.groups_url, c.copied_from)
            ), link as (
              insert into resource_link as k (id, platform_id, registration_id, deployment_id, context_id, lti_id, title,
                module_slug, environment, level, lineitem_url, lineitems_url, ags_scopes, due_at)
              select $18, $4, $11, $12, $10, $19, $20, coalesce($21, earlier.module_slug),
                case when $21::text is null then earlier.environment else $22 end,
                case when $21::text is null then earlier.level else $23 end, $24, $25, $26, earlier.due_at
              from fresh left join lateral (
                select h.module_slug, h.environment, h.level, h.due_at from resource_link h
                where h.id = any($42::uuid[]) or h.context_id = coalesce((select copied_from from context where id = $10), $44)
                  and (h.module_slug, h.environment, h.level) is not distinct from ($21::text, $22::text, $23::smallint)
                order by array_position($42::uuid[], h.id) nulls last limit 1
              ) earlier on true
              where $18::uuid is not null
              on conflict (id) do update set title = coalesce(excluded.title, k.title), context_id = excluded.context_id,
                registration_id = excluded.registration_id, module_slug = excluded.module_slug,
                environment = excluded.environment, level = excluded.level,
                lineitem_url = coalesce(excluded.lineitem_url, k.lineitem_url),
                lineitems_url = coalesce(excluded.lineitems_url, k.lineitems_url), ags_scopes = excluded.ags_scopes
              where (coalesce(excluded.title, k.title), excluded.context_id, excluded.registration_id, excluded.module_slug,
                excluded.environment, excluded.level, coalesce(excluded.lineitem_url, k.lineitem_url),
                coalesce(excluded.lineitems_url, k.lineitems_url), excluded.ags_scopes)
                is distinct from (k.title, k.context_id, k.registration_id, k.module_slug, k.environment, k.level,
                k.lineitem_url, k.lineitems_url, k.ags_scopes)
            ), member as (
              insert into membership as m (learner_id, context_id, roles, launched_at)
              select $3, $10, $27, now() from fresh where $10::uuid is not null and not $9
              on conflict (learner_id, context_id) do update set roles = excluded.roles, launched_at = now(),
                status = 'active', absences = 0
            ), wants as (
              insert into learner_link (learner_id, resource_link_id, module_id)
              select $3, $18, $28 from fresh where $18::uuid is not null and $28::uuid is not null
              on conflict do nothing
              returning learner_id, resource_link_id, module_id
            ), to_score as (
              insert into outbox as o (kind, key, lane, learner_id, subject_id, registration_id, body)
              select 'score', concat_ws(':', w.learner_id, w.resource_link_id, w.module_id), w.learner_id::text, w.learner_id,
                w.resource_link_id, $11, jsonb_build_object('module', w.module_id)
              from wants w join summary s on s.learner_id = w.learner_id and s.module_id = w.module_id and s.completed > 0
              on conflict (kind, key) where state = 'waiting' do update set causes = o.causes + 1, updated_at = now()
            ), to_roster as (
              insert into outbox (kind, key, lane, subject_id, registration_id, due_at)
              select 'roster', ($10::uuid)::text, ($10::uuid)::text, $10, $11, greatest(now(),
                (select greatest(roster_at, roster_tried_at) + interval '10 seconds' from context where id = $10))
              from fresh where $10::uuid is not null and $39::boolean
              on conflict (kind, key) where state = 'waiting' do nothing
            ), to_notices as (
              insert into outbox (kind, key, lane, registration_id, body)
              select 'notices', concat_ws(' ', $11::uuid, $12::text), concat_ws(' ', $11::uuid, $12::text), $11,
                jsonb_build_object('deployment', $12::text, 'url', $41::text)
              from fresh where $41::text is not null and not exists (select from deployment where registration_id = $11
                and deployment_id = $12 and notices_at > now() - interval '7 days')
              on conflict (kind, key) where state = 'waiting' do nothing
            ), session as (
              insert into launch (id, learner_id, platform_id, registration_id, deployment_id, context_id,
                resource_link_id, message, roles, admin, locale, return_url, mentees, frame_origins, expires_at, detail)
              select $29, $3, $4, $11, $12, $10, $18, $30, $27, $31, $45::text, $32, $33, $34, $35, $40::text::jsonb from fresh
              returning id
            ), trace as (
              insert into launch_trace (registration_id, issuer, client_id, deployment_id, launch_id, accepted, binding, checks)
              select $11, $36, $37, $12, $29, true, $38, $43::text::jsonb from fresh
            )
            select id from session
            """;

    /** Spends the nonce and writes everything the launch says; false when the nonce was spent before. */
    public Future<Boolean> admit(SqlClient client, Admission admission) {
        return client.preparedQuery(ADMIT).execute(values(admission)).map(rows -> rows.size() == 1);
    }

    private static Tuple values(Admission admission) {
        Session session = admission.session();
        Admission.Person person = admission.person();
        Admission.Place place = admission.place();
        Admission.Link link = admission.link();
        LinkScope scope = link == null ? null : link.scope();
        List<UUID> mentees = session.mentees();
        return Tuple.tuple()
                .addValue(admission.nonce())
                .addValue(time(admission.nonceExpires()))
                .addValue(session.learner())
                .addValue(session.platform())
                .addValue(person.sub())
                .addValue(person.name())
                .addValue(person.email())
                .addValue(person.locale())
                .addValue(person.testUser())
                .addValue(session.context())
                .addValue(session.registration())
                .addValue(session.deployment())
                .addValue(place == null ? null : place.ltiId())
                .addValue(place == null ? null : place.title())
                .addValue(place == null ? null : place.label())
                .addValue(place == null ? null : place.membershipsUrl())
                .addValue(place == null ? null : place.groupsUrl())
                .addValue(session.resourceLink())
                .addValue(link == null ? null : link.ltiId())
                .addValue(link == null ? null : link.title())
                .addValue(scope == null ? null : scope.module())
                .addValue(scope == null ? null : scope.environment())
                .addValue(scope == null ? null : scope.level())
                .addValue(link == null ? null : link.lineitemUrl())
                .addValue(link == null ? null : link.lineitemsUrl())
                .addArrayOfString(
                        link == null ? new String[0] : link.agsScopes().toArray(String[]::new))
                .addValue(session.roles())
                .addValue(admission.wantsScore())
                .addValue(session.launch())
                .addValue(admission.message())
                .addValue(session.admin())
                .addValue(session.returnUrl())
                .addValue(mentees == null ? null : mentees.toArray(UUID[]::new))
                .addArrayOfString(session.frames().toArray(String[]::new))
                .addValue(time(session.expiresAt()))
                .addValue(admission.issuer())
                .addValue(admission.clientId())
                .addValue(admission.binding())
                .addValue(place != null && place.membershipsUrl() != null && session.staff())
                .addValue(admission.detail().toString())
                .addValue(admission.noticesUrl())
                .addArrayOfUUID(link == null ? new UUID[0] : link.history().toArray(UUID[]::new))
                .addValue(admission.checks())
                .addValue(place == null ? null : place.copiedFrom())
                .addValue(session.locale().toLanguageTag());
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static final String SESSION = """
            select id, learner_id, platform_id, registration_id, deployment_id, context_id, resource_link_id, roles,
              admin, locale, return_url, mentees, frame_origins, expires_at
            from launch where id = $1 and revoked_at is null
            """;

    public Future<Optional<Session>> session(SqlClient client, UUID launch) {
        return client.preparedQuery(SESSION)
                .execute(Tuple.of(launch))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(LaunchStore::session)
                        .findFirst());
    }

    private static Session session(Row row) {
        UUID[] mentees = row.getArrayOfUUIDs("mentees");
        String locale = row.getString("locale");
        return new Session(
                row.getUUID("id"),
                row.getUUID("learner_id"),
                row.getUUID("platform_id"),
                row.getUUID("registration_id"),
                row.getString("deployment_id"),
                row.getUUID("context_id"),
                row.getUUID("resource_link_id"),
                row.getInteger("roles"),
                row.getBoolean("admin"),
                Locale.forLanguageTag(locale == null ? "en" : locale.replace('_', '-')),
                row.getString("return_url"),
                mentees == null ? null : List.of(mentees),
                List.of(row.getArrayOfStrings("frame_origins")),
                row.getOffsetDateTime("expires_at").toInstant());
    }

    private static final String DETAIL =
            "select detail::text as detail from launch where id = $1 and revoked_at is null";

    /** What the launch's message left for later requests. */
    Future<JsonNode> detail(SqlClient client, UUID launch) {
        return client.preparedQuery(DETAIL)
                .execute(Tuple.of(launch))
                .map(rows -> rows.size() == 0
                        ? Json.object()
                        : Json.parse(rows.iterator().next().getString("detail")));
    }

    private static final String REFUSED = """
            insert into launch_trace
              (registration_id, issuer, client_id, deployment_id, accepted, reason, section, binding, checks, reference)
            values ($1, $2, $3, $4, false, $5, $6, $7, $8::text::jsonb, $9)
            """;

    /** Notes a refused launch for the flight recorder. */
    public Future<Void> refused(SqlClient client, Refusal refusal) {
        return client.preparedQuery(REFUSED)
                .execute(Tuple.of(refusal.registration(), refusal.issuer(), refusal.clientId(), refusal.deployment())
                        .addValue(refusal.reason())
                        .addValue(refusal.section())
                        .addValue(refusal.binding())
                        .addValue(refusal.checks())
                        .addValue(refusal.reference()))
                .mapEmpty();
    }

    /** A refused launch, without anything personal. */
    public record Refusal(
            @Nullable UUID registration,
            @Nullable String issuer,
            @Nullable String clientId,
            @Nullable String deployment,
            String reason,
            @Nullable String section,
            @Nullable String binding,
            String checks,
            String reference) {}

    private static final String SCOPE = "select module_slug, environment, level from resource_link where id = $1";

    /** What a resource link opens. */
    public Future<LinkScope> scope(SqlClient client, UUID resourceLink) {
        return client.preparedQuery(SCOPE)
                .execute(Tuple.of(resourceLink))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new LinkScope(
                                row.getString("module_slug"), row.getString("environment"), row.getInteger("level")))
                        .findFirst()
                        .orElse(LinkScope.NONE));
    }

    private static final String SPENT = "select from spent_nonce where nonce = $1";

    public Future<Boolean> spent(SqlClient client, String nonce) {
        return client.preparedQuery(SPENT).execute(Tuple.of(nonce)).map(rows -> rows.size() > 0);
    }

    private static final String OPEN_ADMIN = """
            insert into launch (id, learner_id, message, roles, admin, locale, expires_at)
            values ($1, $2, 'SignIn', 0, true, $3, $4)
            """;

    /** A session of an administrator who came by a one-time link. */
    public Future<Void> openAdmin(SqlClient client, UUID launch, UUID person, String locale, Instant expires) {
        return client.preparedQuery(OPEN_ADMIN)
                .execute(Tuple.of(launch, person, locale, time(expires)))
                .mapEmpty();
    }

    private static final String REVOKE = "update launch set revoked_at = now() where id = $1 and revoked_at is null";

    public Future<Void> revoke(SqlClient client, UUID launch) {
        return client.preparedQuery(REVOKE).execute(Tuple.of(launch)).mapEmpty();
    }

    private static final String PURGE_NONCES = "delete from spent_nonce where expires_at < now()";
    private static final String PURGE_LAUNCHES = "delete from launch where expires_at < now() - interval '30 days'";
    private static final String PURGE_TRACES = "delete from launch_trace where at < now() - interval '30 days'";

    /** Forgets what has expired. */
    public Future<Void> purge(SqlClient client) {
        return client.query(PURGE_NONCES)
                .execute()
                .compose(done -> client.query(PURGE_LAUNCHES).execute())
                .compose(done -> client.query(PURGE_TRACES).execute())
                .mapEmpty();
    }
}
