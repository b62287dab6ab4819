package dev.waymark.lti.registration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.lti.claims.StrictJson;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The document that a Canvas administrator points a developer key at.
 *
 * @see <a href="https://developerdocs.instructure.com/services/canvas/external-tools/lti/file.lti_dev_key_config">
 *     Canvas: Configuring LTI Advantage tools</a>
 */
public final class CanvasConfiguration {
    private static final String RESOURCE_LINK = "LtiResourceLinkRequest";
    private static final String DEEP_LINKING = "LtiDeepLinkingRequest";

    private CanvasConfiguration() {}

    public static String json(ToolDescription tool) {
        var json = StrictJson.newObject()
                .put("title", tool.name())
                .put("description", tool.description())
                .put("oidc_initiation_url", tool.loginUri().toString())
                .put("target_link_uri", tool.targetLinkUri().toString())
                .put("public_jwk_url", tool.jwksUri().toString());
        json.putArray("redirect_uris").add(tool.launchUri().toString());
        var scopes = json.putArray("scopes");
        new TreeSet<>(tool.scopes()).forEach(scopes::add);
        var custom = json.putObject("custom_fields");
        new TreeMap<>(tool.custom()).forEach(custom::put);
        extension(json.putArray("extensions").addObject(), tool);
        return StrictJson.write(json);
    }

    private static void extension(ObjectNode extension, ToolDescription tool) {
        extension
                .put("platform", "canvas.instructure.com")
                .put("domain", tool.domain())
                .put("privacy_level", "public")
                .put("tool_id", tool.name());
        var settings = extension
                .putObject("settings")
                .put("text", tool.name())
                .put("icon_url", tool.logoUri().toString());
        var placements = settings.putArray("placements");
        add(placements, tool, "course_navigation", RESOURCE_LINK, tool.name());
        add(placements, tool, "link_selection", DEEP_LINKING, tool.pickerLabel());
        add(placements, tool, "assignment_selection", DEEP_LINKING, tool.pickerLabel());
    }

    private static void add(ArrayNode placements, ToolDescription tool, String placement, String message, String text) {
        placements
                .addObject()
                .put("placement", placement)
                .put("message_type", message)
                .put("target_link_uri", tool.targetLinkUri().toString())
                .put("text", text);
    }
}
