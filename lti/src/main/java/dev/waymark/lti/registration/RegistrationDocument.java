package dev.waymark.lti.registration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.lti.claims.StrictJson;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The client registration in the words of one product family, asking for nothing that its platform lacks. */
record RegistrationDocument(PlatformConfiguration platform, ToolDescription tool) {
    static final String TOOL = "https://purl.imsglobal.org/spec/lti-tool-configuration";
    private static final List<String> CLAIMS = List.of("iss", "sub", "name", "given_name", "family_name", "email");

    ObjectNode json() {
        var json = StrictJson.newObject()
                .put("application_type", "web")
                .put("client_name", tool.name())
                .put("initiate_login_uri", tool.loginUri().toString())
                .put("jwks_uri", tool.jwksUri().toString())
                .put("logo_uri", tool.logoUri().toString())
                .put("token_endpoint_auth_method", "private_key_jwt")
                .put("scope", String.join(" ", scopes()));
        json.putArray("grant_types").add("client_credentials").add("implicit");
        json.putArray("response_types").add("id_token");
        json.putArray("redirect_uris").add(tool.launchUri().toString());
        toolConfiguration(json.putObject(TOOL));
        return json;
    }

    /** Ours among theirs; all of ours when the platform lists none of its own. */
    Set<String> scopes() {
        var wanted = new TreeSet<>(tool.scopes());
        if (!platform.scopes().isEmpty()) {
            wanted.retainAll(platform.scopes());
        }
        return wanted;
    }

    private void toolConfiguration(ObjectNode json) {
        json.put("domain", tool.domain())
                .put("target_link_uri", tool.targetLinkUri().toString())
                .put("description", tool.description());
        var claims = json.putArray("claims");
        CLAIMS.forEach(claims::add);
        var custom = json.putObject("custom_parameters");
        new TreeMap<>(tool.custom()).forEach(custom::put);
        messages(json.putArray("messages"));
        if (platform.family() == ProductFamily.CANVAS) {
            json.put("https://canvas.instructure.com/lti/privacy_level", "public");
        }
    }

    private void messages(ArrayNode messages) {
        var family = platform.family();
        if (family.readsLinkMessage() && supported("LtiResourceLinkRequest")) {
            add(messages, "LtiResourceLinkRequest", tool.name(), family.linkPlacements());
        }
        if (supported("LtiDeepLinkingRequest")) {
            add(messages, "LtiDeepLinkingRequest", tool.pickerLabel(), family.pickerPlacements());
        }
    }

    private boolean supported(String type) {
        return platform.messages().isEmpty() || platform.messages().contains(type);
    }

    private void add(ArrayNode messages, String type, String label, List<String> placements) {
        var message = messages.addObject()
                .put("type", type)
                .put("target_link_uri", tool.targetLinkUri().toString())
                .put("label", label);
        if (!placements.isEmpty()) {
            var list = message.putArray("placements");
            placements.forEach(list::add);
        }
    }
}
