package dev.waymark.server.records.statements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.records.credential.CredentialJson;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a learner works on: a module, a part of it, or one of its assets. Named after the module's permalink, which outlives its
 * versions.
 *
 * @param module the module that a part or an asset belongs to
 */
public record Activity(
        String id, String name, String type, @Nullable Activity module) {

    public static Activity module(URI publicUrl, String permalink, String title) {
        return new Activity(base(publicUrl, permalink), title, "http://adlnet.gov/expapi/activities/module", null);
    }

    public Activity asset(UUID assetId, String title) {
        return new Activity(id + "/assets/" + assetId, title, "http://adlnet.gov/expapi/activities/media", this);
    }

    /**
     * An environment of the module or one of its paths.
     *
     * @param rule {@code environment:KEY} or {@code path:FIRST:LAST}
     */
    public Activity part(String rule, String title) {
        return new Activity(
                id + "/" + URI.create(rule.replace(':', '/')).toASCIIString(),
                title,
                "http://adlnet.gov/expapi/activities/lesson",
                this);
    }

    /** A permalink may hold a percent sign that escapes nothing, and no IRI may. */
    private static String base(URI publicUrl, String permalink) {
        String path = permalink.replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
        return publicUrl.resolve("/activities").toASCIIString()
                + URI.create(path.startsWith("/") ? path : "/" + path).toASCIIString();
    }

    ObjectNode json() {
        ObjectNode json = CredentialJson.object().put("objectType", "Activity").put("id", id);
        ObjectNode definition = json.putObject("definition").put("type", type);
        definition.putObject("name").put("und", name);
        return json;
    }
}
