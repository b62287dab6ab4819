package dev.waymark.lti.emulator.registration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.lti.emulator.wire.Json;
import dev.waymark.lti.emulator.wire.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges the document with which a tool registers.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-dr/v1p0#tool-configuration">Dynamic Registration 1.0 §2.2</a>
 */
public final class ToolConfiguration {
    private ToolConfiguration() {}

    public static void check(JsonNode body, JsonNode lti) {
        demand("web".equals(Json.text(body, "application_type")), "application_type must be web.");
        demand(
                texts(body, "grant_types").containsAll(Set.of("client_credentials", "implicit")),
                "grant_types must hold client_credentials and implicit.");
        demand(texts(body, "response_types").contains("id_token"), "response_types must hold id_token.");
        demand(
                "private_key_jwt".equals(Json.text(body, "token_endpoint_auth_method")),
                "token_endpoint_auth_method must be private_key_jwt.");
        demand(lti.isObject(), "The tool configuration is missing.");
        demand(lti.path("claims").isArray(), "claims are missing.");
        checkMessages(lti);
        var domain = Json.required(lti, "domain");
        demand(domain.equals(address(lti, "target_link_uri").getAuthority()), "domain is not the target's.");
    }

    public static URI address(JsonNode node, String name) {
        return web(Json.required(node, name), name);
    }

    public static List<URI> redirects(JsonNode body) {
        var redirects = texts(body, "redirect_uris").stream()
                .map(text -> web(text, "redirect_uris"))
                .toList();
        demand(!redirects.isEmpty(), "redirect_uris is empty.");
        return redirects;
    }

    public static @Nullable URI deepLinking(JsonNode lti) {
        for (var message : lti.path("messages")) {
            if ("LtiDeepLinkingRequest".equals(Json.text(message, "type"))) {
                return message.has("target_link_uri")
                        ? address(message, "target_link_uri")
                        : address(lti, "target_link_uri");
            }
        }
        return null;
    }

    private static void checkMessages(JsonNode lti) {
        demand(lti.path("messages").isArray(), "messages are missing.");
        for (var message : lti.path("messages")) {
            demand(Json.text(message, "type") != null, "A message has no type.");
        }
    }

    private static URI web(String text, String name) {
        try {
            var uri = new URI(text);
            demand(uri.getHost() != null && uri.getScheme().startsWith("http"), name + " is no web address.");
            return uri;
        } catch (URISyntaxException e) {
            throw new Refusal(400, "invalid_client_metadata", name + " is no web address.");
        }
    }

    private static List<String> texts(JsonNode node, String name) {
        var texts = new ArrayList<String>();
        node.path(name).forEach(value -> texts.add(value.asText()));
        return texts;
    }

    private static void demand(boolean holds, String sentence) {
        if (!holds) {
            throw new Refusal(400, "invalid_client_metadata", sentence);
        }
    }
}
