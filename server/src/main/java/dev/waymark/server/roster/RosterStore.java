package dev.waymark.server.roster;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.waymark.lti.groups.Group;
import dev.waymark.server.web.Json;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Members and groups of contexts. */
public final class RosterStore {
    /* Differences say nothing of groups, so a context that has some is always read whole. */
    private static final String PLACE = """
            select platform_id, registration_id, deployment_id, memberships_url, groups_url, now() as started,
              case when roster_whole_at > now() - interval '5 minutes'
                and not exists (select from context_group where context_id = $1) then differences_url end as differences
            from context where id = $1
            """;

    /**
     * A context, where its roster is read, and when this reading began.
     *
     * @param differences where to ask what has changed, when a whole reading was not long ago
     */
    record Place(
            UUID id,
            UUID platform,
            UUID registration,
            String deployment,
            @Nullable URI members,
            @Nullable URI groups,
            @Nullable URI differences,
            OffsetDateTime started) {}

    Future<Optional<Place>> place(SqlClient client, UUID context) {
        return client.preparedQuery(PLACE)
                .execute(Tuple.of(context))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> place(context, row))
                        .findFirst());
    }

    private static Place place(UUID context, Row row) {
        return new Place(
                context,
                row.getUUID("platform_id"),
                row.getUUID("registration_id"),
                row.getString("deployment_id"),
                uri(row.getString("memberships_url")),
                uri(row.getString("groups_url")),
                uri(row.getString("differences")),
                row.getOffsetDateTime("started"));
    }

    private static @Nullable URI uri(@Nullable String text) {
        return text == null ? null : URI.create(text);
    }

    /*
     * A known name is never overwritten with nothing. The roles of somebody who launched are those of the
     * launch: rosters tell them less exactly.
     */
    private static final String KEEP = """
            with told as (
              select * from jsonb_to_recordset($3::text::jsonb)
                as t(id uuid, sub text, name text, email text, roles int, status text, groups text[])
            ), people as (
              insert into learner as l (id, platform_id, sub, name, email)
              select id, $2, sub, name, email from told order by id
              on conflict (id) do update set name = coalesce(excluded.name, l.name), email = coalesce(excluded.email, l.email)
              where (coalesce(excluded.name, l.name), coalesce(excluded.email, l.email)) is distinct from (l.name, l.email)
            )
            insert into membership as m (learner_id, context_id, roles, status, roster_at, group_ids)
            select id, $1, roles, status, now(), groups from told order by id
            on conflict (learner_id, context_id) do update set status = excluded.status, roster_at = now(), absences = 0,
              group_ids = excluded.group_ids, roles = case when m.launched_at is null then excluded.roles else m.roles end
            """;

    /** Keeps one page of a roster. */
    Future<Void> keep(SqlClient client, Place place, List<RosterMember> members) {
        return client.preparedQuery(KEEP)
                .execute(Tuple.of(place.id(), place.platform(), Json.text(members)))
                .mapEmpty();
    }

    private static final String COMPLETE = """
            with done as (
              update context set roster_at = now(), roster_tried_at = now(), roster_whole_at = now(), roster_error = null,
                differences_url = $3
              where id = $1 and (roster_at is null or roster_at < $2) returning id
            )
            update membership m set absences = least(m.absences + 1, 100),
              status = case when m.absences >= 1 then 'left' else m.status end
            from done where m.context_id = done.id and m.status <> 'left'
              and coalesce(m.roster_at, '-infinity') < $2 and coalesce(m.launched_at, '-infinity') < $2
            """;

    /** After a complete reading: who was missing in this one and the one before has left. */
    Future<Integer> complete(SqlClient client, Place place, @Nullable URI differences) {
        return client.preparedQuery(COMPLETE)
                .execute(Tuple.of(place.id(), place.started(), text(differences)))
                .map(RowSet::rowCount);
    }

    private static final String CHANGED = """
            update context set roster_at = now(), roster_tried_at = now(), roster_error = null, differences_url = $3
            where id = $1 and (roster_at is null or roster_at < $2)
            """;

    /** After reading what has changed: nobody is missing for not being mentioned. */
    Future<Void> changed(SqlClient client, Place place, @Nullable URI differences) {
        return client.preparedQuery(CHANGED)
                .execute(Tuple.of(place.id(), place.started(), text(differences)))
                .mapEmpty();
    }

    private static @Nullable String text(@Nullable URI address) {
        return address == null ? null : address.toString();
    }

    private static final String FAILED = "update context set roster_tried_at = now(), roster_error = $2 where id = $1";

    Future<Void> failed(SqlClient client, UUID context, @Nullable String reason) {
        return client.preparedQuery(FAILED).execute(Tuple.of(context, reason)).mapEmpty();
    }

    private static final String GROUPS = """
            with told as (
              select * from jsonb_to_recordset($2::text::jsonb) as t(id text, name text)
            ), gone as (
              delete from context_group where context_id = $1 and group_id not in (select id from told)
            )
            insert into context_group (context_id, group_id, name) select $1, id, max(name) from told group by id
            on conflict (context_id, group_id) do update set name = excluded.name
            """;

    /** Replaces the groups of a context. */
    Future<Void> groups(SqlClient client, UUID context, List<Group> groups) {
        ArrayNode told = Json.MAPPER.createArrayNode();
        groups.forEach(group -> told.addObject().put("id", group.id()).put("name", group.name()));
        return client.preparedQuery(GROUPS)
                .execute(Tuple.of(context, told.toString()))
                .mapEmpty();
    }

    private static final String ENQUEUE_STALE = """
            insert into outbox (kind, key, lane, subject_id, registration_id)
            select 'roster', c.id::text, c.id::text, c.id, c.registration_id
            from context c
            where c.memberships_url is not null and coalesce(c.roster_tried_at, '-infinity') < now() - interval '6 hours'
              and exists (select from membership m where m.context_id = c.id and m.launched_at > now() - interval '30 days')
            order by c.roster_tried_at nulls first limit 500
            on conflict (kind, key) where state = 'waiting' do nothing
            """;

    /** Queues the rosters of contexts in use that were not read for some hours. */
    public Future<Integer> enqueueStale(SqlClient client) {
        return client.query(ENQUEUE_STALE).execute().map(RowSet::rowCount);
    }
}
