package dev.waymark.lti.emulator.services;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.lti.emulator.Quirk;
import dev.waymark.lti.emulator.Setting;
import dev.waymark.lti.emulator.services.Tokens.Grant;
import dev.waymark.lti.emulator.wire.Answers;
import dev.waymark.lti.emulator.wire.Call;
import dev.waymark.lti.emulator.wire.Json;
import dev.waymark.lti.emulator.wire.Lti;
import dev.waymark.lti.emulator.wire.Paging;
import dev.waymark.lti.emulator.wire.Refusal;
import dev.waymark.lti.emulator.world.Course;
import dev.waymark.lti.emulator.world.LineItem;
import dev.waymark.lti.http.LtiResponse;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The gradebook's columns.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-ags/v2p0#line-item-service-scope-and-allowed-http-methods">AGS 2.0 §3.2</a>
 */
public record LineItems(Setting setting) {
    private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000_000);

    public static String container(Setting setting, String course) {
        return setting.uri("/courses/" + course + "/lineitems") + query(setting);
    }

    public static String address(Setting setting, String course, String id) {
        return setting.uri("/courses/" + course + "/lineitems/" + id + "/lineitem") + query(setting);
    }

    public LineItem owned(Call call, Grant grant) {
        var lineItem = setting.world().findLineItem(call.segment(3));
        if (lineItem == null
                || !call.segment(4).equals("lineitem")
                || !lineItem.course().equals(call.segment(1))
                || !lineItem.clientId().equals(grant.clientId())) {
            throw Refusal.unknown("line item");
        }
        return lineItem;
    }

    public LtiResponse all(Call call, Course course, Grant grant) {
        return switch (call.request().method()) {
            case "GET" -> list(call, course, grant);
            case "POST" -> create(call, course, grant);
            default -> throw call.methodRefused();
        };
    }

    public LtiResponse one(Call call, LineItem lineItem) {
        return switch (call.request().method()) {
            case "GET" -> {
                Services.checkAccept(setting, call, Lti.LINE_ITEM_TYPE);
                yield shown(200, lineItem);
            }
            case "PUT" -> {
                Services.checkContentType(call, Lti.LINE_ITEM_TYPE);
                var changed =
                        read(Json.object(call.request().body()), lineItem.id(), lineItem.course(), lineItem.clientId());
                setting.world().add(changed);
                yield shown(200, changed);
            }
            case "DELETE" -> {
                setting.world().removeLineItem(lineItem.id());
                yield Answers.empty(204);
            }
            default -> throw call.methodRefused();
        };
    }

    private LtiResponse list(Call call, Course course, Grant grant) {
        Services.checkAccept(setting, call, Lti.LINE_ITEMS_TYPE);
        var matching = setting.world().lineItemsOf(course.id()).stream()
                .filter(lineItem -> lineItem.clientId().equals(grant.clientId()))
                .filter(lineItem -> matches(call, linkFilter(), lineItem.link()))
                .filter(lineItem -> matches(call, "resource_id", lineItem.resourceId()))
                .filter(lineItem -> matches(call, "tag", lineItem.tag()))
                .toList();
        var page = Paging.of(matching, call, !setting.has(Quirk.PAGES_ON_REQUEST_ONLY));
        var body = page.items().stream().map(this::json).toList();
        var address = setting.uri("/courses/" + course.id() + "/lineitems").toString();
        boolean curly = setting.has(Quirk.CURLY_QUOTES_IN_LINK);
        return page.linked(
                Answers.json(200, Lti.LINE_ITEMS_TYPE, body), address, curly ? "“" : "\"", curly ? "”" : "\"");
    }

    private LtiResponse create(Call call, Course course, Grant grant) {
        Services.checkContentType(call, Lti.LINE_ITEM_TYPE);
        var lineItem = read(
                Json.object(call.request().body()), setting.world().nextId("lineitem"), course.id(), grant.clientId());
        var kept = setting.has(Quirk.COLUMNS_BY_LABEL) ? unbound(lineItem) : lineItem;
        setting.world().add(kept);
        return shown(201, kept);
    }

    private LineItem unbound(LineItem made) {
        var id = setting.world().lineItemsOf(made.course()).stream()
                .filter(other -> other.label().equals(made.label()))
                .map(LineItem::id)
                .findFirst()
                .orElse(made.id());
        return LineItem.of(id, made.course(), made.clientId(), null, made.label())
                .worth(made.scoreMaximum())
                .identified(made.resourceId(), made.tag());
    }

    private String linkFilter() {
        return setting.has(Quirk.LINK_FILTER_RENAMED) ? "lti_link_id" : "resource_link_id";
    }

    private LtiResponse shown(int status, LineItem lineItem) {
        return Answers.json(status, Lti.LINE_ITEM_TYPE, json(lineItem));
    }

    private LineItem read(JsonNode body, String id, String course, String clientId) {
        var link = Json.text(body, "resourceLinkId");
        var known = link == null ? null : setting.world().findLink(link);
        if (link != null && (known == null || !known.course().equals(course))) {
            throw Refusal.unknown("resource link");
        }
        return new LineItem(
                id,
                course,
                clientId,
                link,
                Json.required(body, "label"),
                maximum(body),
                Json.text(body, "resourceId"),
                Json.text(body, "tag"));
    }

    public static BigDecimal maximum(JsonNode body) {
        var maximum = body.path("scoreMaximum");
        if (!maximum.isNumber()
                || maximum.decimalValue().signum() <= 0
                || maximum.decimalValue().compareTo(LARGEST) > 0) {
            throw Refusal.malformed("scoreMaximum must be a number above zero.");
        }
        return maximum.decimalValue();
    }

    private Map<String, Object> json(LineItem lineItem) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", address(setting, lineItem.course(), lineItem.id()));
        json.put("label", lineItem.label());
        json.put("scoreMaximum", lineItem.scoreMaximum());
        put(json, "resourceLinkId", lineItem.link());
        put(json, "resourceId", lineItem.resourceId());
        put(json, "tag", lineItem.tag());
        return json;
    }

    private static void put(Map<String, Object> json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static boolean matches(Call call, String name, @Nullable String value) {
        var wanted = call.query().get(name);
        return wanted == null || wanted.equals(value);
    }

    private static String query(Setting setting) {
        return setting.has(Quirk.LINE_ITEM_QUERY) ? "?type_id=1" : "";
    }
}
