package dev.waymark.lti.emulator.messages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.lti.emulator.Launch;
import dev.waymark.lti.emulator.Quirk;
import dev.waymark.lti.emulator.Setting;
import dev.waymark.lti.emulator.launching.Launches;
import dev.waymark.lti.emulator.registration.ToolConfiguration;
import dev.waymark.lti.emulator.services.LineItems;
import dev.waymark.lti.emulator.wire.Answers;
import dev.waymark.lti.emulator.wire.Call;
import dev.waymark.lti.emulator.wire.Json;
import dev.waymark.lti.emulator.wire.Lti;
import dev.waymark.lti.emulator.wire.Recent;
import dev.waymark.lti.emulator.wire.Refusal;
import dev.waymark.lti.emulator.world.LineItem;
import dev.waymark.lti.emulator.world.Link;
import dev.waymark.lti.emulator.world.Tool;
import dev.waymark.lti.http.LtiResponse;
import io.jsonwebtoken.Claims;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes what somebody has picked in a tool and puts it into the course.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-dl/v2p0#deep-linking-response-message">Deep Linking 2.0 §4.5</a>
 */
public final class DeepLinks {
    private static final int MOST_ITEMS = 1_000;

    private final Setting setting;
    private final Launches launches;
    private final Recent<Instant> nonces = new Recent<>();

    public DeepLinks(Setting setting, Launches launches) {
        this.setting = setting;
        this.launches = launches;
    }

    @Nullable
    public URI keysFor(Call call) {
        var launch = launches.findTicket(call.segment(1));
        return launch == null
                ? null
                : setting.world().toolOf(launch.launch().deployment()).jwks();
    }

    /** {@code POST /deep-links/{ticket}} with a form field {@code JWT}. */
    public LtiResponse answer(Call call) {
        if (!call.is("POST")) {
            throw call.methodRefused();
        }
        var pending = launches.findTicket(call.segment(1));
        if (pending == null || pending.launch().kind() != Launch.Kind.DEEP_LINKING) {
            throw Refusal.unknown("deep linking request");
        }
        var tool = setting.world().toolOf(pending.launch().deployment());
        var claims = verified(call, tool);
        check(claims, tool, pending);
        var items = items(claims, tool, pending.launch());
        launches.finish(pending.id());
        items.forEach(this::add);
        return Answers.page(200, "Added to the course", items.size() + " new activities. " + message(claims));
    }

    /** A link with the column that was asked for. */
    private record Item(Link link, @Nullable LineItem lineItem) {}

    private Claims verified(Call call, Tool tool) {
        if (call.document() == null) {
            throw Refusal.malformed("The tool's keys cannot be fetched.");
        }
        try {
            return ToolTokens.verified(call.form().getOrDefault("JWT", ""), call.document(), setting.now());
        } catch (ToolTokens.UnknownKey e) {
            throw Refusal.malformed("The response's kid is none of the tool's keys.");
        }
    }

    private void check(Claims claims, Tool tool, Launches.Pending pending) {
        demand(tool.clientId().equals(claims.getIssuer()), "iss is not the client.");
        demand(Set.of(setting.site().issuer()).equals(claims.getAudience()), "aud is not this platform.");
        demand(claims.getExpiration() != null && claims.getIssuedAt() != null, "exp or iat is missing.");
        demand(!claims.getIssuedAt().toInstant().isAfter(setting.now().plusSeconds(60)), "iat lies in the future.");
        demand("LtiDeepLinkingResponse".equals(claims.get(Lti.CLAIM + "message_type")), "message_type is wrong.");
        demand("1.3.0".equals(claims.get(Lti.CLAIM + "version")), "version is wrong.");
        demand(
                pending.launch().deployment().equals(claims.get(Lti.CLAIM + "deployment_id")),
                "deployment_id is not the one sent.");
        var data = setting.has(Quirk.NO_DEEP_LINKING_DATA) ? null : "ticket:" + pending.id();
        demand(Objects.equals(data, claims.get(Lti.DEEP_LINKING + "data")), "data is not what was sent.");
        var nonce = claims.get("nonce");
        demand(
                nonce instanceof String && nonces.put((String) nonce, setting.now()) == null,
                "nonce is missing or used.");
    }

    private List<Item> items(Claims claims, Tool tool, Launch launch) {
        JsonNode list = Json.MAPPER.valueToTree(claims.getOrDefault(Lti.DEEP_LINKING + "content_items", List.of()));
        demand(list.isArray() && list.size() <= MOST_ITEMS, "content_items is no list.");
        var items = new ArrayList<Item>();
        for (var item : list) {
            demand("ltiResourceLink".equals(Json.text(item, "type")), "An item is no ltiResourceLink.");
            items.add(item(item, tool, launch));
        }
        return items;
    }

    private Item item(JsonNode item, Tool tool, Launch launch) {
        var id = setting.world().nextId("link");
        var course = launch.course() == null ? "" : launch.course();
        var title = Json.text(item, "title") == null ? tool.name() : Json.required(item, "title");
        var target = item.has("url") ? ToolConfiguration.address(item, "url") : tool.target();
        var link = new Link(
                id, course, launch.deployment(), title, Json.text(item, "text"), target, custom(item), null, List.of());
        return item.has("lineItem") ? graded(link, item.path("lineItem"), tool) : new Item(link, null);
    }

    private Item graded(Link link, JsonNode wish, Tool tool) {
        var label = Json.text(wish, "label");
        var kept = label == null || setting.has(Quirk.DROPS_LINE_ITEM_LABEL) ? link.title() : label;
        var id = setting.world().nextId("lineitem");
        var lineItem = LineItem.of(id, link.course(), tool.clientId(), link.id(), kept)
                .worth(LineItems.maximum(wish))
                .identified(Json.text(wish, "resourceId"), Json.text(wish, "tag"));
        return new Item(link.graded(id), lineItem);
    }

    private static Map<String, String> custom(JsonNode item) {
        var custom = new LinkedHashMap<String, String>();
        item.path("custom").properties().forEach(parameter -> {
            demand(parameter.getValue().isTextual(), "custom holds something other than strings.");
            custom.put(parameter.getKey(), parameter.getValue().asText());
        });
        return custom;
    }

    private void add(Item item) {
        setting.world().add(item.link());
        if (item.lineItem() != null) {
            setting.world().add(item.lineItem());
        }
    }

    private static String message(Claims claims) {
        return claims.get(Lti.DEEP_LINKING + "msg") instanceof String text ? text : "";
    }

    private static void demand(boolean holds, String sentence) {
        if (!holds) {
            throw Refusal.malformed(sentence);
        }
    }
}
