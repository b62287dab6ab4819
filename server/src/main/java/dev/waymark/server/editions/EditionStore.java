package dev.waymark.server.editions;

import dev.waymark.server.content.Module;
import dev.waymark.server.content.ModuleJson;
import dev.waymark.server.web.Json;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Published editions as they are read. */
public final class EditionStore {

    private static final String HEADS = """
            select m.id, m.slug, m.basis, m.current_version, (select max(a.changed_at) from campaign a
              join module_version v on v.id = a.version_id where v.module_id = m.id) as asked_at
            from module m where m.current_version is not null order by m.created_at, m.slug
            """;

    /** Which edition of each module is current. */
    Future<List<Head>> heads(SqlClient client) {
        return client.query(HEADS)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Head(
                                row.getUUID("id"),
                                row.getString("slug"),
                                row.getInteger("basis"),
                                row.getUUID("current_version"),
                                time(row.getOffsetDateTime("asked_at"))))
                        .toList());
    }

    /** @param askedAt when an administrator last changed what is asked of whom finished before */
    record Head(
            UUID module,
            String slug,
            int basis,
            UUID version,
            @Nullable Instant askedAt) {

        boolean isOf(Edition edition) {
            return edition.basis() == basis
                    && edition.versionId().equals(version)
                    && Objects.equals(edition.renewal().changedAt(), askedAt);
        }
    }

    private static final String CURRENT = """
            select m.id as module_id, m.slug, m.basis, m.rule, m.cycle, v.id as version_id, v.number, v.content_hash,
              v.source_hash, v.model::text as model,
              m.settings::text as settings,
              (select min(published_at) from module_version r where r.module_id = m.id and r.number = v.number) as published_at,
              c.policy, c.deadline, k.cycle as recertified, k.began as renewed_at, coalesce(a.title, '') as appeal, coalesce(a.message, '') as message,
              (select max(o.changed_at) from campaign o join module_version w on w.id = o.version_id
                where w.module_id = m.id) as asked_at,
              (select coalesce(array_agg(w.asset_id), '{}') from waiver w join asset a on a.id = w.asset_id
                where a.module_id = m.id and w.ended_at is null) as waived
            from module m join module_version v on v.id = m.current_version
            left join module_cycle c on c.module_id = m.id and c.cycle = m.cycle
            left join lateral (select cycle, began, version_id from module_cycle
              where module_id = m.id and policy = 'recertify' order by cycle desc limit 1) k on true
            left join campaign a on a.version_id = k.version_id
            where m.id = $1
            """;

    private static final String PLACED = """
            select asset_id, position, cell, environment, resource, level, title, url, canonical_url, carried
            from version_asset where version_id = $1 order by position
            """;

    /** The current version of a module that has one. */
    public Future<Edition> current(SqlClient client, UUID module) {
        return client.preparedQuery(CURRENT).execute(Tuple.of(module)).compose(rows -> {
            Row row = rows.iterator().next();
            return client.preparedQuery(PLACED)
                    .execute(Tuple.of(row.getUUID("version_id")))
                    .map(placed -> edition(row, placed));
        });
    }

    private static Edition edition(Row row, Iterable<Row> placed) {
        List<PlacedAsset> assets = StreamSupport.stream(placed.spliterator(), false)
                .map(EditionStore::asset)
                .toList();
        Set<UUID> present = assets.stream().map(PlacedAsset::id).collect(Collectors.toSet());
        ModuleSettings settings = settings(row);
        Set<UUID> waived = Arrays.stream(row.getArrayOfUUIDs("waived"))
                .filter(present::contains)
                .collect(Collectors.toSet());
        CompletionRule rule = CompletionRule.parse(row.getString("rule"));
        Module module = settings.applied(ModuleJson.read(row.getString("model")));
        List<Cell> cells = cells(assets);
        return new Edition(
                row.getUUID("module_id"),
                row.getUUID("version_id"),
                row.getString("slug"),
                row.getInteger("number"),
                row.getInteger("basis"),
                row.getInteger("cycle"),
                renewal(row),
                row.getString("content_hash"),
                row.getString("source_hash"),
                row.getOffsetDateTime("published_at").toInstant(),
                rule,
                settings.records(),
                module,
                assets,
                cells,
                waived,
                Edition.Terms.of(rule, settings.records(), module, assets, cells, waived));
    }

    private static final String EARLIER =
            "select number from module_version where id = $1 and module_id = $2 and state = 'published'";

    /** A published version of the module; empty when it is none of its. */
    Future<Optional<Earlier>> earlier(SqlClient client, UUID module, UUID version) {
        return client.preparedQuery(EARLIER)
                .execute(Tuple.of(version, module))
                .compose(found -> found.size() == 0
                        ? Future.succeededFuture(Optional.empty())
                        : client.preparedQuery(PLACED)
                                .execute(Tuple.of(version))
                                .map(placed -> Optional.of(new Earlier(
                                        version,
                                        found.iterator().next().getInteger("number"),
                                        StreamSupport.stream(placed.spliterator(), false)
                                                .map(EditionStore::asset)
                                                .toList()))));
    }

    private static Renewal renewal(Row row) {
        Integer recertified = row.getInteger("recertified");
        return new Renewal(
                Policy.of(String.valueOf(row.getString("policy"))).orElse(Policy.KEEP),
                time(row.getOffsetDateTime("deadline")),
                recertified == null ? 0 : recertified,
                time(row.getOffsetDateTime("renewed_at")),
                new Appeal(row.getString("appeal"), row.getString("message")),
                time(row.getOffsetDateTime("asked_at")));
    }

    private static @Nullable Instant time(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static final String SETTINGS = "select settings::text as settings from module where id = $1";

    /** What administrators say about a module beside its page. */
    public Future<ModuleSettings> settings(SqlClient client, UUID module) {
        return client.preparedQuery(SETTINGS)
                .execute(Tuple.of(module))
                .map(rows -> settings(rows.iterator().next()));
    }

    private static ModuleSettings settings(Row row) {
        return Json.MAPPER.convertValue(Json.parse(row.getString("settings")), ModuleSettings.class);
    }

    private static PlacedAsset asset(Row row) {
        return new PlacedAsset(
                row.getUUID("asset_id"),
                row.getInteger("position"),
                row.getInteger("cell"),
                row.getString("environment"),
                row.getString("resource"),
                row.getInteger("level"),
                row.getString("title"),
                row.getString("url"),
                row.getString("canonical_url"),
                row.getString("carried"));
    }

    private static List<Cell> cells(List<PlacedAsset> assets) {
        List<Cell> cells = new ArrayList<>();
        int count = assets.stream().mapToInt(PlacedAsset::cell).max().orElse(-1) + 1;
        for (int index = 0; index < count; index++) {
            int cell = index;
            List<PlacedAsset> within =
                    assets.stream().filter(asset -> asset.cell() == cell).toList();
            cells.add(new Cell(index, within.get(0).environment(), within.get(0).level(), within.size()));
        }
        return List.copyOf(cells);
    }
}
