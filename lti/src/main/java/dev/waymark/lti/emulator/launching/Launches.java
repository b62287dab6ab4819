package dev.waymark.lti.emulator.launching;

import dev.waymark.lti.emulator.Launch;
import dev.waymark.lti.emulator.Quirk;
import dev.waymark.lti.emulator.Setting;
import dev.waymark.lti.emulator.wire.Json;
import dev.waymark.lti.emulator.wire.Recent;
import dev.waymark.lti.emulator.world.Link;
import dev.waymark.lti.emulator.world.Tool;
import dev.waymark.lti.http.FormBody;
import dev.waymark.lti.http.LtiRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Launches that were started, by the message hint that travels with them.
 *
 * @see <a href="https://www.imsglobal.org/spec/security/v1p0/#step-1-third-party-initiated-login">Security Framework
 *     1.0 §5.1.1.1</a>
 */
public final class Launches {
    private final Setting setting;
    private final Recent<Pending> pending = new Recent<>();

    /** {@code id} is also the ticket that a deep linking response has to bring back. */
    public record Pending(String id, Launch launch, boolean answered) {}

    public Launches(Setting setting) {
        this.setting = setting;
    }

    public LtiRequest start(Launch launch) {
        var id = UUID.randomUUID().toString();
        pending.put(id, new Pending(id, launch, false));
        var fields = FormBody.encode(fields(launch, setting.world().toolOf(launch.deployment()), id));
        var login = setting.world().toolOf(launch.deployment()).login();
        return setting.site().profile().loginMethod().equals("GET")
                ? new LtiRequest("GET", withQuery(login, fields), Map.of(), null)
                : new LtiRequest("POST", login, Map.of("Content-Type", FormBody.MEDIA_TYPE), fields);
    }

    @Nullable
    public Pending find(String hint) {
        return pending.get(idOf(hint));
    }

    @Nullable
    public Pending findTicket(String id) {
        return pending.get(id);
    }

    public void answered(Pending launch) {
        pending.put(launch.id(), new Pending(launch.id(), launch.launch(), true));
    }

    public void finish(String id) {
        pending.remove(id);
    }

    public URI target(Launch launch, Tool tool) {
        if (launch.target() != null) {
            return launch.target();
        }
        if (launch.kind() == Launch.Kind.DEEP_LINKING && tool.deepLinking() != null) {
            return tool.deepLinking();
        }
        var link = link(launch);
        return link == null ? tool.target() : link.target();
    }

    @Nullable
    public Link link(Launch launch) {
        return launch.link() == null ? null : setting.world().findLink(launch.link());
    }

    private Map<String, String> fields(Launch launch, Tool tool, String id) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("iss", setting.site().issuer());
        fields.put("login_hint", launch.person());
        fields.put("target_link_uri", target(launch, tool).toString());
        fields.put("lti_message_hint", hint(id));
        fields.put("client_id", tool.clientId());
        fields.put("lti_deployment_id", launch.deployment());
        var storage = setting.site().profile().storageTarget();
        if (storage != null) {
            fields.put("lti_storage_target", storage);
        }
        return fields;
    }

    private String hint(String id) {
        return setting.has(Quirk.JSON_MESSAGE_HINT) ? "{\"cmid\":7,\"launchid\":\"" + id + "\"}" : id;
    }

    private String idOf(String hint) {
        if (!setting.has(Quirk.JSON_MESSAGE_HINT)) {
            return hint;
        }
        var id = Json.text(Json.object(hint), "launchid");
        return id == null ? "" : id;
    }

    private static URI withQuery(URI login, String query) {
        return URI.create(login + (login.getRawQuery() == null ? "?" : "&") + query);
    }
}
