package dev.waymark.server.editions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.content.Asset;
import dev.waymark.server.content.Environment;
import dev.waymark.server.content.Resource;
import dev.waymark.server.content.Service;
import dev.waymark.server.web.Json;
import java.util.Iterator;

/** A published module in the shape of the API. */
public final class EditionJson {
    private EditionJson() {}

    public static ObjectNode of(Edition edition) {
        ObjectNode json = Json.object()
                .put("slug", edition.slug())
                .put("title", edition.module().title())
                .put("version", edition.number())
                .put("contentHash", edition.contentHash())
                .put("sourceHash", edition.sourceHash())
                .put("rule", edition.rule().text())
                .put("publishedAt", edition.publishedAt().toString())
                .put("summary", edition.module().summary());
        json.putObject("records")
                .put("environments", edition.records().environments())
                .put("paths", edition.records().paths());
        edition.module().rows().values().forEach(json.putArray("rows")::add);
        edition.module().columns().values().forEach(json.putArray("columns")::add);
        ArrayNode environments = json.putArray("environments");
        Iterator<PlacedAsset> assets = edition.assets().iterator();
        edition.module().environments().forEach(environment -> environments.add(environment(environment, assets)));
        ArrayNode paths = json.putArray("paths");
        edition.module()
                .paths()
                .forEach(path -> paths.addObject().put("from", path.from()).put("to", path.to()));
        return json;
    }

    private static ObjectNode environment(Environment environment, Iterator<PlacedAsset> assets) {
        ObjectNode json = Json.object()
                .put("key", environment.key())
                .put("name", environment.name())
                .put("row", environment.row())
                .put("column", environment.column())
                .put("summary", environment.summary());
        ArrayNode services = json.putArray("services");
        for (Service service : environment.services()) {
            services.addObject().put("name", service.name()).put("assets", assets(environment, service));
        }
        ArrayNode resources = json.putArray("resources");
        environment.resources().forEach(resource -> resources.add(resource(resource, assets)));
        return json;
    }

    private static int assets(Environment environment, Service service) {
        return environment.resources().stream()
                .filter(resource -> resource.name().equals(service.resource()))
                .mapToInt(resource -> resource.assets().size())
                .sum();
    }

    private static ObjectNode resource(Resource resource, Iterator<PlacedAsset> placed) {
        ObjectNode json = Json.object().put("name", resource.name());
        ArrayNode assets = json.putArray("assets");
        for (Asset asset : resource.assets()) {
            assets.addObject()
                    .put("id", placed.next().id().toString())
                    .put("level", asset.level())
                    .put("title", asset.title())
                    .put("url", asset.url());
        }
        return json;
    }
}
