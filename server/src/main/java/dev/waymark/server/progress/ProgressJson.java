package dev.waymark.server.progress;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.editions.Cell;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.PlacedAsset;
import dev.waymark.server.web.Json;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Progress in the shapes of the API. */
public final class ProgressJson {
    private ProgressJson() {}

    public static ObjectNode of(Edition edition, Standing standing) {
        Measure measure = new Measure(edition, standing.cells(), standing.record());
        ObjectNode json = Json.object()
                .put("completed", Arrays.stream(standing.cells()).sum())
                .put("total", edition.total())
                .put("percent", measure.percent());
        json.set("record", record(standing.record()));
        return json;
    }

    static ObjectNode of(Overview overview) {
        Edition edition = overview.edition();
        ObjectNode json = Json.object()
                .put("module", edition.slug())
                .put("version", edition.number())
                .put("completed", overview.completed())
                .put("total", edition.total())
                .put("percent", overview.percent());
        ArrayNode environments = json.putArray("environments");
        edition.module()
                .environments()
                .forEach(environment -> environments.add(environment(overview, environment.key())));
        ArrayNode assets = json.putArray("assets");
        edition.assets().forEach(asset -> assets.add(asset(overview, asset)));
        json.set("nextUp", overview.nextUp().map(ProgressJson::nextUp).orElse(null));
        json.set("record", record(overview.record()));
        json.set("renewal", overview.asked().map(ProgressJson::renewal).orElse(null));
        return json;
    }

    private static ObjectNode renewal(Overview.Asked asked) {
        return Json.object()
                .put("policy", asked.policy().text())
                .put("open", asked.open())
                .put("by", time(asked.by()));
    }

    private static ObjectNode environment(Overview overview, String key) {
        ObjectNode json = Json.object()
                .put("key", key)
                .put("completed", overview.done(key))
                .put("total", overview.total(key));
        ArrayNode levels = json.putArray("levels");
        for (Cell cell : overview.edition().cells()) {
            if (cell.environment().equals(key)) {
                levels.addObject()
                        .put("level", cell.level())
                        .put("completed", overview.cells()[cell.index()])
                        .put("total", cell.total());
            }
        }
        return json;
    }

    private static ObjectNode asset(Overview overview, PlacedAsset asset) {
        AssetProgress mine = overview.of(asset);
        Instant published = overview.edition().publishedAt();
        boolean older = mine.completedAt() != null && mine.completedAt().isBefore(published);
        return Json.object()
                .put("id", asset.id().toString())
                .put("environment", asset.environment())
                .put("resource", asset.resource())
                .put("level", asset.level())
                .put("title", asset.title())
                .put("url", asset.url())
                .put("state", mine.state().text())
                .put("openedAt", time(mine.openedAt()))
                .put("completedAt", time(mine.completedAt()))
                .put("carried", older ? asset.carried() : null)
                .put("renew", overview.lapsed(asset));
    }

    private static ObjectNode nextUp(PlacedAsset asset) {
        return Json.object()
                .put("assetId", asset.id().toString())
                .put("environment", asset.environment())
                .put("level", asset.level());
    }

    private static @Nullable ObjectNode record(Standing.@Nullable Earned record) {
        return record == null
                ? null
                : Json.object()
                        .put("id", record.id().toString())
                        .put("code", record.code())
                        .put("status", record.status())
                        .put("issuedAt", record.issuedAt().toString());
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
