package dev.waymark.server.editions.publishing;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What was published, by whom and when. */
public final class VersionStore {

    /**
     * A published version, or a revision of one.
     *
     * @param added compared with the version it replaced
     */
    public record Version(
            UUID id,
            int number,
            int revision,
            boolean current,
            Instant publishedAt,
            @Nullable String publishedBy,
            String contentHash,
            String sourceHash,
            String origin,
            String policy,
            int assets,
            int added,
            int removed) {}

    private static final String VERSIONS = """
            select v.id, v.number, v.revision, v.id = m.current_version as current, v.published_at,
              coalesce((select l.name from learner l where l.id::text = v.published_by), v.published_by) as published_by,
              v.content_hash, v.source_hash, v.origin, v.policy,
              (select count(*)::int from version_asset a where a.version_id = v.id) as assets,
              (select count(*)::int from version_asset a where a.version_id = v.id and not exists (
                select from version_asset b where b.version_id = v.based_on and b.asset_id = a.asset_id)) as added,
              (select count(*)::int from version_asset b where b.version_id = v.based_on and not exists (
                select from version_asset a where a.version_id = v.id and a.asset_id = b.asset_id)) as removed
            from module m join module_version v on v.module_id = m.id
            where m.slug = $1 and v.state = 'published' order by v.number desc, v.revision desc limit 500
            """;

    /** The newest first. */
    public Future<List<Version>> versions(SqlClient client, String slug) {
        return client.preparedQuery(VERSIONS)
                .execute(Tuple.of(slug))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(VersionStore::version)
                        .toList());
    }

    private static Version version(Row row) {
        return new Version(
                row.getUUID("id"),
                row.getInteger("number"),
                row.getInteger("revision"),
                row.getBoolean("current"),
                row.getOffsetDateTime("published_at").toInstant(),
                row.getString("published_by"),
                row.getString("content_hash"),
                row.getString("source_hash"),
                row.getString("origin"),
                row.getString("policy"),
                row.getInteger("assets"),
                row.getInteger("added"),
                row.getInteger("removed"));
    }

    /** A module's draft that waits; {@code at} is when a scheduled one will be published. */
    public record Waiting(
            UUID id,
            String slug,
            String title,
            Instant importedAt,
            String origin,
            @Nullable Instant at) {}

    private static final String WAITING = """
            select v.id, m.slug, v.model->>'title' as title, v.created_at, v.origin, v.publish_at
            from module_version v join module m on m.id = v.module_id
            where v.state in ('draft', 'scheduled') and ($1::text is null or m.slug = $1)
            order by v.created_at desc limit 200
            """;

    /** Drafts, the newest first; of one module or of all. */
    public Future<List<Waiting>> waiting(SqlClient client, @Nullable String slug) {
        return client.preparedQuery(WAITING)
                .execute(Tuple.of(slug))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Waiting(
                                row.getUUID("id"),
                                row.getString("slug"),
                                row.getString("title"),
                                row.getOffsetDateTime("created_at").toInstant(),
                                row.getString("origin"),
                                row.getOffsetDateTime("publish_at") == null
                                        ? null
                                        : row.getOffsetDateTime("publish_at").toInstant()))
                        .toList());
    }

    private static final String LEARNERS = "select module_id, count(*)::int as learners from summary group by 1";

    /** How many people have started each module. */
    public Future<Map<UUID, Integer>> learners(SqlClient client) {
        return client.query(LEARNERS).execute().map(rows -> {
            Map<UUID, Integer> learners = new HashMap<>();
            rows.forEach(row -> learners.put(row.getUUID("module_id"), row.getInteger("learners")));
            return learners;
        });
    }
}
