package dev.waymark.server.editions.drafts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.waymark.server.content.Fingerprint;
import dev.waymark.server.content.Identity;
import dev.waymark.server.content.Module;
import dev.waymark.server.content.ModuleJson;
import dev.waymark.server.content.diff.PermanentIds;
import dev.waymark.server.content.reading.Finding;
import dev.waymark.server.editions.Policy;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Json;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Imported pages and the versions they are compared with. */
public final class DraftStore {
    private static final String UNIQUE_VIOLATION = "23505";

    private static final String MODULE = """
            insert into module (id, permalink, slug)
            select $1::uuid, $2, case when exists (select from module where slug = $3 and permalink <> $2)
              then $3 || '-' || substr($1::uuid::text, 1, 8) else $3 end
            on conflict (permalink) do update set permalink = excluded.permalink
            returning id, current_version
            """;

    /** The module of a page: known by the permalink from its first import on, with a slug that stays. */
    private Future<Row> module(SqlClient client, Module page) {
        Tuple values = Tuple.of(Ids.derived("module", page.permalink()), page.permalink(), page.slug());
        return client.preparedQuery(MODULE)
                .execute(values)
                .recover(failure -> slugTaken(failure)
                        ? client.preparedQuery(MODULE).execute(values)
                        : Future.failedFuture(failure))
                .map(rows -> rows.iterator().next());
    }

    private static boolean slugTaken(Throwable failure) {
        return failure instanceof PgException database && UNIQUE_VIOLATION.equals(database.getSqlState());
    }

    private static final String SAVE = """
            with same as (
              select id from module_version where module_id = $2 and state = 'draft' and source_hash = $5
                and content_hash = $6 and based_on is not distinct from $8 order by created_at desc limit 1
            ), saved as (
              insert into module_version
                (id, module_id, model, source, source_hash, content_hash, findings, based_on, origin, created_by)
              select $1::uuid, $2::uuid, $3::text::jsonb, $4::bytea, $5::text, $6::text, $7::text::jsonb, $8::uuid, $9::text, $10::text where not exists (select from same)
              returning id
            )
            select id from saved union all select id from same
            """;

    /** Keeps a read page as a draft. The same page again is the same draft, as long as that one waits. */
    public Future<UUID> save(
            SqlClient client, Module page, byte[] source, List<Finding> findings, String origin, String actor) {
        return module(client, page)
                .compose(module -> client.preparedQuery(SAVE)
                        .execute(Tuple.of(Ids.timeOrdered(), module.getUUID("id"), ModuleJson.write(page))
                                .addValue(Buffer.buffer(source))
                                .addValue(Fingerprint.sourceHash(source))
                                .addValue(Fingerprint.contentHash(page))
                                .addValue(Json.text(findings))
                                .addValue(module.getUUID("current_version"))
                                .addValue(origin)
                                .addValue(actor)))
                .map(rows -> rows.iterator().next().getUUID("id"));
    }

    private static final String LOCK_MODULE = "select from module where slug = $1 for update";

    private static final String AGAIN = """
            insert into module_version
              (id, module_id, model, source, source_hash, content_hash, findings, based_on, origin, created_by)
            select $1, m.id, v.model, v.source, v.source_hash, v.content_hash, v.findings, v.id, $3, $4
            from module m join module_version v on v.id = m.current_version where m.slug = $2
            returning id
            """;

    /** A module's current content as a draft, after locking the module; empty while nothing of it is published. */
    public Future<Optional<UUID>> again(SqlClient client, String slug, String origin, String actor) {
        return client.preparedQuery(LOCK_MODULE)
                .execute(Tuple.of(slug))
                .compose(
                        locked -> client.preparedQuery(AGAIN).execute(Tuple.of(Ids.timeOrdered(), slug, origin, actor)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("id"))
                        .findFirst());
    }

    private static final String FIND = """
            select v.id, v.module_id, m.slug, v.state, v.model::text as model, v.findings::text as findings,
              v.decisions::text as decisions, v.content_hash, v.source_hash, m.current_version, v.based_on, v.origin,
              v.created_by, v.created_at, v.publish_at, v.policy, v.deadline, v.number
            from module_version v join module m on m.id = v.module_id where v.id = $1
            """;

    public Future<Optional<Draft>> find(SqlClient client, UUID id) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(DraftStore::draft)
                        .findFirst());
    }

    private static final String LOCK =
            "select id from module where id = (select module_id from module_version where id = $1) for update";

    /** Locks a draft's module, since who publishes is decided by that row, and looks only then. */
    public Future<Optional<Draft>> lock(SqlClient client, UUID id) {
        return client.preparedQuery(LOCK).execute(Tuple.of(id)).compose(locked -> find(client, id));
    }

    private static Draft draft(Row row) {
        return new Draft(
                row.getUUID("id"),
                row.getUUID("module_id"),
                row.getString("slug"),
                Draft.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                ModuleJson.read(row.getString("model")),
                stored(row.getString("findings"), new TypeReference<List<Finding>>() {}),
                stored(row.getString("decisions"), new TypeReference<Decisions>() {}),
                row.getString("content_hash"),
                row.getString("source_hash"),
                row.getUUID("current_version"),
                row.getUUID("based_on"),
                row.getString("origin"),
                row.getString("created_by"),
                row.getOffsetDateTime("created_at").toInstant(),
                time(row, "publish_at"),
                Policy.of(row.getString("policy")).orElse(Policy.KEEP),
                time(row, "deadline"),
                row.getInteger("number"));
    }

    private static @Nullable Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static <T> T stored(String json, TypeReference<T> type) {
        try {
            return Json.MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored draft cannot be read", e);
        }
    }

    private static final String VERSION = """
            select number, revision, source_hash, model::text as model from module_version where id = $1
            """;

    private static final String PLACED =
            "select asset_id, carried from version_asset where version_id = $1 order by position";

    private static final String KNOWN = """
            select distinct on (a.asset_id, a.environment, a.canonical_url)
              a.asset_id, a.environment, a.canonical_url, a.level, v.number
            from module_version v join version_asset a on a.version_id = v.id
            where v.module_id = $1
            order by a.asset_id, a.environment, a.canonical_url, v.number desc
            """;

    /** The version that a draft is compared with. */
    public Future<Predecessor> predecessor(SqlClient client, Draft draft) {
        UUID version = draft.predecessor();
        if (version == null) {
            return Future.succeededFuture(Predecessor.none(draft.page()));
        }
        return client.preparedQuery(VERSION).execute(Tuple.of(version)).compose(found -> {
            Row row = found.iterator().next();
            return client.preparedQuery(PLACED)
                    .execute(Tuple.of(version))
                    .compose(placed ->
                            known(client, draft.module()).map(known -> predecessor(version, row, placed, known)));
        });
    }

    private static Predecessor predecessor(
            UUID version, Row row, Iterable<Row> placed, List<PermanentIds.Retired> known) {
        List<UUID> assets = new ArrayList<>();
        Map<UUID, String> carried = new HashMap<>();
        for (Row place : placed) {
            assets.add(place.getUUID("asset_id"));
            if (place.getString("carried") != null) {
                carried.put(place.getUUID("asset_id"), place.getString("carried"));
            }
        }
        return new Predecessor(
                version,
                row.getInteger("number"),
                row.getInteger("revision"),
                row.getString("source_hash"),
                ModuleJson.read(row.getString("model")),
                assets,
                carried,
                known);
    }

    private record Known(PermanentIds.Retired asset, int number) {}

    private static Future<List<PermanentIds.Retired>> known(SqlClient client, UUID module) {
        return client.preparedQuery(KNOWN)
                .execute(Tuple.of(module))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(DraftStore::known)
                        .sorted((a, b) -> Integer.compare(b.number(), a.number()))
                        .map(Known::asset)
                        .toList());
    }

    private static Known known(Row row) {
        Identity identity = new Identity(row.getString("environment"), row.getString("canonical_url"));
        return new Known(
                new PermanentIds.Retired(identity, row.getInteger("level"), row.getUUID("asset_id")),
                row.getInteger("number"));
    }

    private static final String DECIDE =
            "update module_version set decisions = $2::text::jsonb, based_on = $3 where id = $1 and state in ('draft', 'scheduled')";

    /** Keeps decisions, and that they were made against the version which is current now. */
    public Future<Void> decide(SqlClient client, Draft draft, Decisions decisions) {
        return client.preparedQuery(DECIDE)
                .execute(Tuple.of(draft.id(), Json.text(decisions), draft.current()))
                .mapEmpty();
    }

    private static final String CANCEL =
            "update module_version set state = 'cancelled' where id = $1 and state in ('draft', 'scheduled')";

    /** Whether it still waited. */
    public Future<Boolean> cancel(SqlClient client, UUID id) {
        return client.preparedQuery(CANCEL).execute(Tuple.of(id)).map(rows -> rows.rowCount() == 1);
    }

    private static final String SOURCE = "select source from module_version where id = $1";

    /** The bytes that were imported. */
    public Future<Optional<byte[]>> source(SqlClient client, UUID id) {
        return client.preparedQuery(SOURCE)
                .execute(Tuple.of(id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getBuffer("source").getBytes())
                        .findFirst());
    }
}
