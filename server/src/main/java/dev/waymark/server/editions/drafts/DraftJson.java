package dev.waymark.server.editions.drafts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.content.Placement;
import dev.waymark.server.content.diff.Change;
import dev.waymark.server.content.diff.DiffRow;
import dev.waymark.server.content.diff.Kind;
import dev.waymark.server.content.reading.Finding;
import dev.waymark.server.web.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Drafts in the shapes of the API. */
public final class DraftJson {
    private DraftJson() {}

    public static ObjectNode of(Drafts.Shown shown) {
        ObjectNode json = of(shown.draft());
        Comparison comparison = shown.comparison();
        json.set("findings", findings(shown.draft().findings()));
        json.set("counts", Json.MAPPER.valueToTree(shown.draft().page().counts()));
        json.put("kind", comparison.cosmetic() ? "revision" : "version");
        json.set("diff", diff(comparison, shown.ticks()));
        json.set("impact", Json.MAPPER.valueToTree(shown.impact()));
        json.set("decisions", Json.MAPPER.valueToTree(shown.draft().decided()));
        return json;
    }

    public static ObjectNode of(Draft draft) {
        return Json.object()
                .put("id", draft.id().toString())
                .put("slug", draft.slug())
                .put("title", draft.page().title())
                .put("state", draft.state().text())
                .put("version", draft.number())
                .put("contentHash", draft.contentHash())
                .put("sourceHash", draft.sourceHash())
                .put("policy", draft.policy().text())
                .put("origin", draft.origin())
                .put("createdAt", draft.createdAt().toString())
                .put("at", draft.publishAt() == null ? null : draft.publishAt().toString());
    }

    public static ArrayNode findings(List<Finding> findings) {
        ArrayNode json = Json.MAPPER.createArrayNode();
        for (Finding finding : findings) {
            json.addObject()
                    .put("line", finding.line())
                    .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                    .put("code", finding.code())
                    .put("message", finding.message())
                    .put("repair", finding.repair());
        }
        return json;
    }

    private static ObjectNode diff(Comparison comparison, Map<UUID, Long> ticks) {
        ObjectNode json =
                Json.object().put("same", comparison.diff().untouched().size());
        Rows rows = new Rows(comparison, ticks);
        json.set("retitled", rows.of(comparison.diff().with(Change.RETITLED)));
        json.set("renamed", rows.of(comparison.diff().with(Change.RESOURCE_RENAMED)));
        json.set("levelMoved", rows.of(comparison.diff().with(Change.LEVEL_MOVED)));
        for (Kind kind : List.of(Kind.MOVED, Kind.REPLACED, Kind.REMOVED, Kind.ADDED)) {
            json.set(
                    kind.name().toLowerCase(Locale.ROOT),
                    rows.of(comparison.diff().of(kind)));
        }
        ArrayNode renames = json.putArray("environmentRenames");
        comparison
                .diff()
                .proposals()
                .forEach(rename -> renames.addObject()
                        .put("id", Comparison.id(rename))
                        .put("from", rename.from())
                        .put("to", rename.to())
                        .put("sharedAssets", rename.sharedAssets())
                        .put("oldAssets", rename.oldAssets()));
        return json;
    }

    private record Rows(Comparison comparison, Map<UUID, Long> ticks) {

        ArrayNode of(List<DiffRow> rows) {
            ArrayNode json = Json.MAPPER.createArrayNode();
            rows.forEach(row -> json.add(row(row)));
            return json;
        }

        private ObjectNode row(DiffRow row) {
            Placement old = row.before();
            ObjectNode json = Json.object()
                    .put("id", comparison.id(row))
                    .put("carried", row.carried())
                    .put("reason", row.reason());
            json.set("before", place(old));
            json.set("after", place(row.after()));
            UUID asset = old == null ? null : comparison.before().assets().get(old.index());
            json.put("learners", asset == null ? 0 : ticks.getOrDefault(asset, 0L));
            return json;
        }

        private static @org.jspecify.annotations.Nullable ObjectNode place(
                @org.jspecify.annotations.Nullable Placement place) {
            return place == null
                    ? null
                    : Json.object()
                            .put("environment", place.environment())
                            .put("resource", place.resource())
                            .put("level", place.asset().level())
                            .put("title", place.asset().title())
                            .put("url", place.asset().url());
        }
    }
}
