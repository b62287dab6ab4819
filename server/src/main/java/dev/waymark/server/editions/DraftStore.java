package dev.waymark.server.editions;

import dev.waymark.server.content.Fingerprint;
import dev.waymark.server.content.Module;
import dev.waymark.server.content.ModuleJson;
import dev.waymark.server.content.Placement;
import dev.waymark.server.web.Ids;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Drafts of editions, and the one pointer that publishing flips. */
public final class DraftStore {

    private static final String MODULE = """
            insert into module (id, permalink, slug)
            select $1, $2, case when exists (select from module where slug = $3 and permalink <> $2)
              then $3 || '-' || substr($1::text, 1, 8) else $3 end
            on conflict (permalink) do update set permalink = excluded.permalink
            returning id, slug, current_version
            """;

    private static final String DRAFT = """
            insert into module_version
              (id, module_id, model, source, source_hash, content_hash, findings, based_on, origin, created_by)
            values ($1, $2, $3::text::jsonb, $4, $5, $6, $7::text::jsonb, $8, $9, $10)
            """;

    /** Keeps a read page as a draft; its module is known by the permalink from then on. */
    public Future<Draft> save(
            SqlClient client, Module module, byte[] source, String findings, String origin, String actor) {
        return client.preparedQuery(MODULE)
                .execute(Tuple.of(Ids.derived("module", module.permalink()), module.permalink(), module.slug()))
                .compose(rows -> {
                    Row row = rows.iterator().next();
                    UUID id = Ids.timeOrdered();
                    return client.preparedQuery(DRAFT)
                            .execute(Tuple.of(id, row.getUUID("id"), ModuleJson.write(module), Buffer.buffer(source))
                                    .addValue(Fingerprint.sourceHash(source))
                                    .addValue(Fingerprint.contentHash(module))
                                    .addValue(findings)
                                    .addValue(row.getUUID("current_version"))
                                    .addValue(origin)
                                    .addValue(actor))
                            .map(new Draft(
                                    id, row.getUUID("id"), row.getString("slug"), row.getUUID("current_version")));
                });
    }

    /**
     * @param basedOn the version that was current when the draft was made; null = none was
     */
    public record Draft(
            UUID id, UUID module, String slug, @Nullable UUID basedOn) {}

    private static final String LOCK = """
            select m.id, m.slug, m.current_version, m.basis, v.model::text as model, v.state, v.number, v.content_hash,
              (select content_hash from module_version c where c.id = m.current_version) as current_hash,
              (select number from module_version c where c.id = m.current_version) as current_number
            from module m join module_version v on v.module_id = m.id where v.id = $1 for update of m
            """;

    private static final String FLIP_VERSION = """
            update module_version set state = 'published', published_at = now(), published_by = $2, number = $3
            where id = $1 and state in ('draft', 'scheduled')
            """;

    private static final String FLIP = "update module set current_version = $2, basis = basis + 1 where id = $1";

    private static final String AUDIT =
            "insert into audit (actor, action, subject, detail) values ($1, $2, $3, $4::text::jsonb)";

    /**
     * Makes a draft the current version. Who wins a race is decided by the module's row; nothing is copied.
     *
     * @param kept for each placement by index, an asset that a confirmed decision says it is
     * @param carried for each placement by index, why ticks made before still count
     */
    public Future<Optional<String>> publish(
            SqlConnection connection, UUID draft, String actor, Map<Integer, UUID> kept, Map<Integer, String> carried) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(draft)).compose(rows -> {
            if (rows.size() == 0) {
                return Future.succeededFuture(Optional.empty());
            }
            Row row = rows.iterator().next();
            Module module = ModuleJson.read(row.getString("model"));
            return place(connection, row.getUUID("id"), draft, module, kept, carried)
                    .compose(done -> nextNumber(connection, row))
                    .compose(number -> connection.preparedQuery(FLIP_VERSION).execute(Tuple.of(draft, actor, number)))
                    .compose(done -> connection.preparedQuery(FLIP).execute(Tuple.of(row.getUUID("id"), draft)))
                    .compose(done -> connection
                            .preparedQuery(AUDIT)
                            .execute(Tuple.of(actor, "module.published", row.getString("slug"), "{}")))
                    .map(Optional.of(row.getString("slug")));
        });
    }

    private static final String NEXT_NUMBER =
            "select coalesce(max(number), 0) + 1 as number from module_version where module_id = $1";

    private static Future<Integer> nextNumber(SqlConnection connection, Row row) {
        return connection
                .preparedQuery(NEXT_NUMBER)
                .execute(Tuple.of(row.getUUID("id")))
                .map(rows -> rows.iterator().next().getInteger("number"));
    }

    private static final String KNOWN =
            "select environment, canonical_url, tie, asset_id from asset_identity where module_id = $1";
    private static final String NEW_ASSET = "insert into asset (id, module_id) values ($1, $2) on conflict do nothing";
    private static final String NEW_IDENTITY = """
            insert into asset_identity (module_id, environment, canonical_url, tie, asset_id)
            values ($1, $2, $3, $4, $5) on conflict do nothing
            """;
    private static final String PLACE = """
            insert into version_asset (version_id, asset_id, position, cell, environment, resource, level, title, url,
              canonical_url, carried)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """;

    private record Key(String environment, String canonicalUrl, int tie) {}

    private static Future<Void> place(
            SqlConnection connection,
            UUID moduleId,
            UUID version,
            Module module,
            Map<Integer, UUID> kept,
            Map<Integer, String> carried) {
        return connection.preparedQuery(KNOWN).execute(Tuple.of(moduleId)).compose(rows -> {
            Map<Key, UUID> known = new HashMap<>();
            StreamSupport.stream(rows.spliterator(), false)
                    .forEach(row ->
                            known.put(new Key(row.getString(0), row.getString(1), row.getInteger(2)), row.getUUID(3)));
            Placing placing = new Placing(moduleId, version, module, known, kept, carried);
            return batch(connection, NEW_ASSET, placing.assets())
                    .compose(done -> batch(connection, NEW_IDENTITY, placing.identities()))
                    .compose(done -> batch(connection, PLACE, placing.places()));
        });
    }

    private static Future<Void> batch(SqlConnection connection, String sql, List<Tuple> tuples) {
        return tuples.isEmpty()
                ? Future.succeededFuture()
                : connection.preparedQuery(sql).executeBatch(tuples).mapEmpty();
    }

    /** The rows that place a module's assets: known ones keep their id, new ones get one. */
    private static final class Placing {
        private final List<Tuple> assets = new ArrayList<>();
        private final List<Tuple> identities = new ArrayList<>();
        private final List<Tuple> places = new ArrayList<>();

        Placing(
                UUID moduleId,
                UUID version,
                Module module,
                Map<Key, UUID> known,
                Map<Integer, UUID> kept,
                Map<Integer, String> carried) {
            List<dev.waymark.server.content.Cell> cells = module.cells();
            Map<Placement, Integer> ties = Ties.of(module.placements());
            for (Placement placement : module.placements()) {
                int tie = ties.getOrDefault(placement, 0);
                String url = placement.asset().canonicalUrl();
                UUID id = kept.containsKey(placement.index())
                        ? kept.get(placement.index())
                        : known.get(new Key(placement.environment(), url, tie));
                UUID asset = id == null ? Ids.timeOrdered() : id;
                assets.add(Tuple.of(asset, moduleId));
                identities.add(Tuple.of(moduleId, placement.environment(), url, tie, asset));
                places.add(Tuple.of(version, asset, placement.index(), cells.indexOf(placement.cell()))
                        .addValue(placement.environment())
                        .addValue(placement.resource())
                        .addValue(placement.asset().level())
                        .addValue(placement.asset().title())
                        .addValue(placement.asset().url())
                        .addValue(url)
                        .addValue(carried.get(placement.index())));
            }
        }

        List<Tuple> assets() {
            return assets;
        }

        List<Tuple> identities() {
            return identities;
        }

        List<Tuple> places() {
            return places;
        }
    }
}
