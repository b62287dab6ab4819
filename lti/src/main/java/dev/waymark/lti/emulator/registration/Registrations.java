package dev.waymark.lti.emulator.registration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.lti.emulator.Quirk;
import dev.waymark.lti.emulator.Setting;
import dev.waymark.lti.emulator.services.ServiceClaims;
import dev.waymark.lti.emulator.wire.Answers;
import dev.waymark.lti.emulator.wire.Call;
import dev.waymark.lti.emulator.wire.Json;
import dev.waymark.lti.emulator.wire.Lti;
import dev.waymark.lti.emulator.wire.Recent;
import dev.waymark.lti.emulator.wire.Refusal;
import dev.waymark.lti.emulator.world.Deployment;
import dev.waymark.lti.emulator.world.Privacy;
import dev.waymark.lti.emulator.world.Tool;
import dev.waymark.lti.http.LtiResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lets tools register themselves with a token that an administrator has given them.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-dr/v1p0">Dynamic Registration 1.0</a>
 */
public final class Registrations {
    private final Setting setting;
    private final Recent<Invitation> invitations = new Recent<>();

    /** A token, and the tool it belongs to once one has registered with it. */
    public record Invitation(String token, @Nullable String clientId) {}

    public Registrations(Setting setting) {
        this.setting = setting;
    }

    public String invite(@Nullable String clientId) {
        var token = UUID.randomUUID().toString();
        invitations.put(token, new Invitation(token, clientId));
        return token;
    }

    /** A token is optional here, but a wrong one is not. */
    public LtiResponse configuration(Call call) {
        if (!call.is("GET")) {
            throw call.methodRefused();
        }
        if (call.bearer() != null) {
            invitation(call);
        }
        return Answers.json(200, OpenIdConfiguration.of(setting));
    }

    public LtiResponse answer(Call call) {
        var invitation = invitation(call);
        return switch (call.request().method()) {
            case "GET" -> existing(invitation);
            case "POST" -> {
                if (invitation.clientId() != null) {
                    throw new Refusal(401, "invalid_token", "The registration token was used before.");
                }
                yield register(call, invitation, UUID.randomUUID().toString());
            }
            case "PUT" -> register(call, invitation, registered(invitation).clientId());
            default -> throw call.methodRefused();
        };
    }

    private LtiResponse existing(Invitation invitation) {
        return Answers.json(200, shown(registered(invitation)));
    }

    private LtiResponse register(Call call, Invitation invitation, String clientId) {
        var tool = read(Json.object(call.request().body()), clientId);
        setting.world().add(tool);
        if (deployment(clientId) == null) {
            setting.world().add(new Deployment(setting.world().nextId("deployment"), clientId));
        }
        invitations.put(invitation.token(), new Invitation(invitation.token(), clientId));
        return Answers.json(call.is("POST") ? 201 : 200, shown(tool));
    }

    private Tool registered(Invitation invitation) {
        var tool = invitation.clientId() == null ? null : setting.world().findTool(invitation.clientId());
        if (tool == null) {
            throw Refusal.unknown("registration");
        }
        return tool;
    }

    private Invitation invitation(Call call) {
        var token = call.bearer();
        var invitation = token == null ? null : invitations.get(token);
        if (invitation == null) {
            throw new Refusal(401, "invalid_token", "The registration token is missing or unknown.");
        }
        return invitation;
    }

    private Tool read(ObjectNode body, String clientId) {
        var lti = body.path(Lti.TOOL_CONFIGURATION);
        ToolConfiguration.check(body, lti);
        var known = setting.world().findTool(clientId);
        return new Tool(
                clientId,
                Json.required(body, "client_name"),
                ToolConfiguration.address(body, "initiate_login_uri"),
                ToolConfiguration.redirects(body),
                ToolConfiguration.address(body, "jwks_uri"),
                ToolConfiguration.address(lti, "target_link_uri"),
                ToolConfiguration.deepLinking(lti),
                custom(lti),
                scopes(Json.required(body, "scope")),
                known == null ? Privacy.PUBLIC : known.privacy(),
                known == null ? !setting.has(Quirk.REGISTERS_PENDING) : known.active(),
                configuration(body));
    }

    private Map<String, String> custom(JsonNode lti) {
        var custom = new LinkedHashMap<String, String>();
        lti.path("custom_parameters").properties().forEach(parameter -> {
            var value = parameter.getValue().asText();
            int equals = setting.has(Quirk.CUT_AT_EQUALS) ? value.indexOf('=') : -1;
            custom.put(parameter.getKey(), equals < 0 ? value : value.substring(0, equals));
        });
        return custom;
    }

    private List<String> scopes(String wish) {
        var known = ServiceClaims.known(wish);
        if (setting.has(Quirk.REFUSES_UNKNOWN_SCOPES)
                && known.size() != wish.trim().split("\\s+").length) {
            throw new Refusal(400, "invalid_client_metadata", "scope names something unknown here.");
        }
        return known;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> configuration(ObjectNode body) {
        return Json.MAPPER.convertValue(body, Map.class);
    }

    private Map<String, Object> shown(Tool tool) {
        var json = new LinkedHashMap<>(tool.configuration());
        json.put("client_id", tool.clientId());
        json.put("scope", String.join(" ", tool.scopes()));
        json.put("registration_client_uri", setting.uri("/register").toString());
        var deployment = deployment(tool.clientId());
        if (deployment != null && !setting.has(Quirk.REGISTERS_WITHOUT_DEPLOYMENT)) {
            json.put(Lti.TOOL_CONFIGURATION, withDeployment(json.get(Lti.TOOL_CONFIGURATION), deployment));
        }
        return json;
    }

    private static Map<String, Object> withDeployment(@Nullable Object configuration, String deployment) {
        var lti = new LinkedHashMap<String, Object>();
        if (configuration instanceof Map<?, ?> given) {
            given.forEach((name, value) -> lti.put(String.valueOf(name), value));
        }
        lti.put("deployment_id", deployment);
        return lti;
    }

    private @Nullable String deployment(String clientId) {
        return setting.world().deployments().stream()
                .filter(deployment -> deployment.clientId().equals(clientId))
                .map(Deployment::id)
                .findFirst()
                .orElse(null);
    }
}
