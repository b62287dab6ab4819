package dev.waymark.server.campaigns;

import dev.waymark.server.editions.Appeal;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Versions that ask for a renewal, and what administrators said beside them. */
final class CampaignStore {

    private static final String CAMPAIGNS = """
            select c.*, case when not in_line then 'cancelled' when followed then 'followed'
              when deadline <= now() then 'over' else 'running' end as state
            from (
              select v.id, v.module_id, v.number, v.cycle, v.published_at, v.origin <> 'recertification' as imported,
                coalesce((select l.name from learner l where l.id::text = v.published_by), v.published_by) as published_by,
                coalesce(a.title, '') as title, coalesce(a.message, '') as message, coalesce(a.deadline, v.deadline) as deadline,
                coalesce(a.zone, 'UTC') as zone, k.version_id is not null as in_line,
                exists (select from module_cycle n where n.module_id = v.module_id and n.policy = 'recertify' and n.cycle > v.cycle)
                  as followed
              from module m join module_version v on v.module_id = m.id left join campaign a on a.version_id = v.id
              left join module_cycle k on k.module_id = v.module_id and k.version_id = v.id
              where m.slug = $1 and v.policy = 'recertify' and v.state = 'published' and ($2::uuid is null or v.id = $2)
            ) c order by c.number desc limit 200
            """;

    /** The newest first. */
    Future<List<Campaign>> of(SqlClient client, String slug) {
        return campaigns(client, slug, null);
    }

    Future<Optional<Campaign>> find(SqlClient client, String slug, UUID id) {
        return campaigns(client, slug, id).map(found -> found.stream().findFirst());
    }

    private static Future<List<Campaign>> campaigns(SqlClient client, String slug, @Nullable UUID id) {
        return client.preparedQuery(CAMPAIGNS)
                .execute(Tuple.of(slug, id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(CampaignStore::campaign)
                        .toList());
    }

    private static Campaign campaign(Row row) {
        OffsetDateTime deadline = row.getOffsetDateTime("deadline");
        return new Campaign(
                row.getUUID("id"),
                row.getUUID("module_id"),
                row.getInteger("number"),
                row.getInteger("cycle"),
                row.getOffsetDateTime("published_at").toInstant(),
                row.getString("published_by"),
                row.getBoolean("imported"),
                new Appeal(row.getString("title"), row.getString("message")),
                deadline == null ? null : deadline.toInstant(),
                ZoneId.of(row.getString("zone")),
                Campaign.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)));
    }

    private static final String LOCK = "select from module where slug = $1 for update";

    /** Until the transaction ends nobody else starts, changes or takes back a campaign of the module. */
    Future<Void> lock(SqlClient client, String slug) {
        return client.preparedQuery(LOCK).execute(Tuple.of(slug)).mapEmpty();
    }

    private static final String NEXT =
            "select coalesce(max(cycle), 0) + 1 as next from module_version where module_id = $1 and state = 'published'";

    /** The cycle that a campaign of this module would begin. */
    Future<Integer> next(SqlClient client, UUID module) {
        return client.preparedQuery(NEXT)
                .execute(Tuple.of(module))
                .map(rows -> rows.iterator().next().getInteger("next"));
    }

    private static final String SAY = """
            insert into campaign as a (version_id, title, message, deadline, zone, moved_at, changed_at)
            values ($1, $2, $3, $4, $5, case when $4::timestamptz is not null then now() end, clock_timestamp())
            on conflict (version_id) do update set title = $2, message = $3, deadline = coalesce($4, a.deadline),
              zone = case when $4::timestamptz is null then a.zone else $5 end, moved_at = coalesce(excluded.moved_at, a.moved_at),
              changed_at = excluded.changed_at
            """;

    /** @param deadline null = as it is */
    Future<Void> say(SqlClient client, UUID campaign, Appeal appeal, @Nullable Instant deadline, ZoneId zone) {
        return client.preparedQuery(SAY)
                .execute(Tuple.of(
                        campaign,
                        appeal.title(),
                        appeal.message(),
                        deadline == null ? null : deadline.atOffset(ZoneOffset.UTC),
                        zone.getId()))
                .mapEmpty();
    }
}
