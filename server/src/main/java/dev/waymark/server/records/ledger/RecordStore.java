package dev.waymark.server.records.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.records.AssetEvidence;
import dev.waymark.server.records.CellCount;
import dev.waymark.server.records.CompletionRecord;
import dev.waymark.server.records.EvidenceKind;
import dev.waymark.server.records.Naming;
import dev.waymark.server.records.PinnedModule;
import dev.waymark.server.records.RecordOrigin;
import dev.waymark.server.records.RecordStatus;
import dev.waymark.server.web.Json;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Records with what was signed of them, and their events. The rows themselves are inserted by what completes the rule. */
public final class RecordStore {
    private static final String SELECT = """
            select r.id, r.code, r.learner_id, r.learner_name, r.rule, r.cycle, r.version_id, r.subject, r.evidence::text
                as evidence, r.first_activity, r.last_activity, r.issued_at, r.valid_until, r.deployment_id,
              m.permalink, m.slug, v.number, v.model ->> 'title' as title, part_names(r.rule, v.model) as part,
              v.content_hash, v.source_hash, p.issuer, g.client_id, c.lti_id as context, s.id as credential, s.capability,
              s.shared, s.naming, s.holder, s.status_list, s.jwt, s.jsonld, e.kind, e.reason, e.at, n.id as newer,
              n.shown as newer_code,
              (select o.id from record o join record_event x on x.record_id = o.id and x.kind = 'superseded'
                where o.learner_id = r.learner_id and o.module_id = r.module_id and x.detail ->> 'by' = r.id::text
                order by o.cycle desc limit 1) as older
            from record r
            join module m on m.id = r.module_id
            join module_version v on v.id = r.version_id
            left join platform p on p.id = r.platform_id
            left join registration g on g.id = r.registration_id
            left join context c on c.id = r.context_id
            left join credential s on s.record_id = r.id and s.replaced_at is null
            left join lateral (select kind, reason, at from record_event where record_id = r.id order by id desc limit 1) e
              on true
            left join lateral (
              select n.id, case when c.shared then n.code end as shown
              from record_event x join record n on n.id = (x.detail ->> 'by')::uuid left join credential c on c.record_id = n.id and c.replaced_at is null
              where x.record_id = r.id and x.kind = 'superseded') n on true
            """;

    private static final String BY_CODE = SELECT + "where r.code = $1";
    private static final String BY_ID = SELECT + "where r.id = $1";
    private static final String BY_CAPABILITY = SELECT + "where s.capability = $1 and s.shared";
    private static final String OF_LEARNER = SELECT + "where r.learner_id = $1 order by r.issued_at desc, r.id";

    Future<Optional<Entry>> byCode(SqlClient client, String code) {
        return one(client, BY_CODE, Tuple.of(code));
    }

    Future<Optional<Entry>> byId(SqlClient client, UUID id) {
        return one(client, BY_ID, Tuple.of(id));
    }

    Future<Optional<Entry>> byCapability(SqlClient client, String capability) {
        return one(client, BY_CAPABILITY, Tuple.of(capability));
    }

    private Future<Optional<Entry>> one(SqlClient client, String sql, Tuple key) {
        return entries(client, sql, key).map(found -> found.stream().findFirst());
    }

    /** Newest first. */
    public Future<List<Entry>> ofLearner(SqlClient client, UUID learner) {
        return entries(client, OF_LEARNER, Tuple.of(learner));
    }

    private static final String ALL = SELECT + "where r.id = any($1) order by r.issued_at, r.id";

    /** Oldest first. */
    public Future<List<Entry>> all(SqlClient client, List<UUID> ids) {
        return entries(client, ALL, Tuple.tuple().addArrayOfUUID(ids.toArray(UUID[]::new)));
    }

    private static final String PLACED = """
            select version_id, asset_id, cell, environment, level, title, url, canonical_url
            from version_asset where version_id = any($1) order by version_id, position
            """;

    private Future<List<Entry>> entries(SqlClient client, String sql, Tuple key) {
        return client.preparedQuery(sql).execute(key).compose(rows -> {
            UUID[] versions = StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.getUUID("version_id"))
                    .distinct()
                    .toArray(UUID[]::new);
            return client.preparedQuery(PLACED)
                    .execute(Tuple.tuple().addArrayOfUUID(versions))
                    .map(placed -> {
                        Map<UUID, List<Row>> byVersion = new HashMap<>();
                        placed.forEach(row -> byVersion
                                .computeIfAbsent(row.getUUID("version_id"), id -> new ArrayList<>())
                                .add(row));
                        return StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> entry(row, byVersion.getOrDefault(row.getUUID("version_id"), List.of())))
                                .toList();
                    });
        });
    }

    private Entry entry(Row row, List<Row> placed) {
        Map<String, JsonNode> evidence = new HashMap<>();
        Json.parse(row.getString("evidence"))
                .forEach(item -> evidence.put(item.path("asset").asText(), item));
        CompletionRecord record =
                record(row, row.getValue("part") == null ? placed : environmentsIn(placed, evidence), evidence);
        String kind = row.getString("kind");
        return new Entry(
                record,
                signed(row),
                kind == null ? null : new Entry.Event(kind, row.getString("reason"), time(row, "at")),
                new Entry.Line(row.getUUID("older"), row.getUUID("newer"), row.getString("newer_code")));
    }

    /** Of a part, the record has all of its environments and of others nothing. */
    private static List<Row> environmentsIn(List<Row> placed, Map<String, JsonNode> evidence) {
        Set<String> environments = placed.stream()
                .filter(asset -> evidence.containsKey(asset.getUUID("asset_id").toString()))
                .map(asset -> asset.getString("environment"))
                .collect(Collectors.toSet());
        return placed.stream()
                .filter(asset -> environments.contains(asset.getString("environment")))
                .toList();
    }

    private static Entry.@Nullable Signed signed(Row row) {
        return row.getString("jwt") == null
                ? null
                : new Entry.Signed(
                        row.getUUID("credential"),
                        row.getString("capability"),
                        row.getInteger("status_list"),
                        row.getBoolean("shared"),
                        Naming.of(row.getString("naming")).orElseThrow(),
                        row.getString("holder"),
                        row.getString("jwt"),
                        row.getString("jsonld"));
    }

    private CompletionRecord record(Row row, List<Row> placed, Map<String, JsonNode> evidence) {
        Instant issued = time(row, "issued_at");
        OffsetDateTime until = row.getOffsetDateTime("valid_until");
        return new CompletionRecord(
                row.getUUID("id"),
                row.getString("code"),
                row.getUUID("learner_id"),
                row.getString("learner_name"),
                new RecordOrigin(
                        row.getString("issuer"),
                        row.getString("client_id"),
                        row.getString("deployment_id"),
                        row.getString("context")),
                new PinnedModule(
                        row.getString("permalink"),
                        row.getString("slug"),
                        row.getString("title"),
                        row.getInteger("number"),
                        row.getString("content_hash"),
                        row.getString("source_hash"),
                        part(row)),
                row.getString("rule"),
                row.getInteger("cycle"),
                cells(placed, evidence),
                placed.stream()
                        .filter(asset ->
                                evidence.containsKey(asset.getUUID("asset_id").toString()))
                        .map(asset -> asset(asset, evidence, issued))
                        .toList(),
                time(row, "first_activity"),
                time(row, "last_activity"),
                issued,
                until == null ? null : until.toInstant(),
                row.getUUID("subject"),
                status(row.getString("kind"), until));
    }

    private static @Nullable List<String> part(Row row) {
        String[] names = row.getArrayOfStrings("part");
        return names == null ? null : List.of(names);
    }

    private static RecordStatus status(@Nullable String event, @Nullable OffsetDateTime until) {
        if (event != null) {
            return RecordStatus.valueOf(event.toUpperCase(Locale.ROOT));
        }
        return until != null && until.toInstant().isBefore(Instant.now()) ? RecordStatus.EXPIRED : RecordStatus.VALID;
    }

    private static List<CellCount> cells(List<Row> placed, Map<String, JsonNode> evidence) {
        Map<Integer, List<Row>> byCell = new LinkedHashMap<>();
        placed.forEach(asset -> byCell.computeIfAbsent(asset.getInteger("cell"), cell -> new ArrayList<>())
                .add(asset));
        return byCell.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(cell -> new CellCount(
                        cell.getValue().get(0).getString("environment"),
                        cell.getValue().get(0).getInteger("level"),
                        (int) cell.getValue().stream()
                                .filter(asset -> evidence.containsKey(
                                        asset.getUUID("asset_id").toString()))
                                .count(),
                        cell.getValue().size()))
                .toList();
    }

    private static AssetEvidence asset(Row row, Map<String, JsonNode> evidence, Instant issued) {
        UUID id = row.getUUID("asset_id");
        JsonNode item = evidence.getOrDefault(id.toString(), Json.object());
        String completed = item.path("completedAt").asText("");
        return new AssetEvidence(
                id,
                row.getString("environment"),
                row.getInteger("level"),
                row.getString("title"),
                row.getString("url"),
                row.getString("canonical_url"),
                completed.isEmpty() ? issued : OffsetDateTime.parse(completed).toInstant(),
                kind(item.path("kind").asText()),
                null,
                text(item, "by"),
                text(item, "in"));
    }

    private static @Nullable String text(JsonNode item, String field) {
        return item.hasNonNull(field) ? item.path(field).asText() : null;
    }

    private static EvidenceKind kind(String text) {
        return switch (text) {
            case "verified" -> EvidenceKind.VERIFIED;
            case "link" -> EvidenceKind.EVIDENCE_LINK;
            case "waived" -> EvidenceKind.WAIVED;
            default -> EvidenceKind.SELF_ATTESTED;
        };
    }

    private static Instant time(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static final String EVENT = """
            with event as (
              insert into record_event (record_id, kind, actor, reason)
              select $1, $2, $3, $4 where exists (select from record where id = $1)
              on conflict (record_id, kind) do nothing returning record_id
            ), to_score as (
              insert into outbox as o (kind, key, lane, learner_id, subject_id, registration_id, body)
              select 'score', concat_ws(':', l.learner_id, l.resource_link_id, l.module_id), l.learner_id::text, l.learner_id,
                l.resource_link_id, k.registration_id, jsonb_build_object('module', l.module_id)
              from event e join record r on r.id = e.record_id and r.part is null
              join learner_link l on l.learner_id = r.learner_id and l.module_id = r.module_id
              join resource_link k on k.id = l.resource_link_id
              on conflict (kind, key) where state = 'waiting' do update set causes = o.causes + 1, updated_at = now()
            )
            insert into audit (actor, action, subject, detail)
            select $3, 'record.' || $2, $1::text, jsonb_build_object('reason', $4::text) from event
            """;

    /** Notes what happened to a record, once of each kind; the grade book hears of what that leads to. */
    public Future<Void> event(SqlClient client, UUID record, String kind, String actor, String reason) {
        return client.preparedQuery(EVENT)
                .execute(Tuple.of(record, kind, actor, reason))
                .mapEmpty();
    }
}
