package dev.waymark.lti.emulator.services;

import dev.waymark.lti.emulator.Setting;
import dev.waymark.lti.emulator.wire.Lti;
import dev.waymark.lti.emulator.world.Course;
import dev.waymark.lti.emulator.world.Link;
import dev.waymark.lti.emulator.world.Tool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells a tool in a launch which services it may call and where. */
public record ServiceClaims(Setting setting) {
    public static final List<String> SCOPES = List.of(
            Lti.LINE_ITEM_SCOPE,
            Lti.LINE_ITEM_READ_SCOPE,
            Lti.RESULT_SCOPE,
            Lti.SCORE_SCOPE,
            Lti.MEMBERS_SCOPE,
            Lti.GROUPS_SCOPE,
            Lti.NOTICES_SCOPE);

    private static final Set<String> GRADES =
            Set.of(Lti.LINE_ITEM_SCOPE, Lti.LINE_ITEM_READ_SCOPE, Lti.RESULT_SCOPE, Lti.SCORE_SCOPE);

    public void put(Map<String, Object> claims, Tool tool, @Nullable Course course, @Nullable Link link) {
        if (course != null) {
            grades(claims, tool, course, link);
            members(claims, tool, course);
            groups(claims, tool, course);
        }
        notices(claims, tool);
    }

    private void grades(Map<String, Object> claims, Tool tool, Course course, @Nullable Link link) {
        var scopes = tool.scopes().stream().filter(GRADES::contains).toList();
        if (scopes.isEmpty()) {
            return;
        }
        var endpoint = new LinkedHashMap<String, Object>();
        endpoint.put("scope", scopes);
        endpoint.put("lineitems", LineItems.container(setting, course.id()));
        if (link != null && link.lineItem() != null) {
            endpoint.put("lineitem", LineItems.address(setting, course.id(), link.lineItem()));
        }
        claims.put(Lti.GRADES_CLAIM, endpoint);
    }

    private void members(Map<String, Object> claims, Tool tool, Course course) {
        if (tool.scopes().contains(Lti.MEMBERS_SCOPE)) {
            var url = setting.uri("/courses/" + course.id() + "/members").toString();
            claims.put(Lti.MEMBERS_CLAIM, Map.of("context_memberships_url", url, "service_versions", List.of("2.0")));
        }
    }

    private void groups(Map<String, Object> claims, Tool tool, Course course) {
        if (tool.scopes().contains(Lti.GROUPS_SCOPE)) {
            var base = setting.uri("/courses/" + course.id()).toString();
            claims.put(
                    Lti.GROUPS_CLAIM,
                    Map.of(
                            "context_groups_url",
                            base + "/groups",
                            "context_group_sets_url",
                            base + "/group-sets",
                            "scope",
                            List.of(Lti.GROUPS_SCOPE),
                            "service_versions",
                            List.of("1.0")));
        }
    }

    private void notices(Map<String, Object> claims, Tool tool) {
        if (tool.scopes().contains(Lti.NOTICES_SCOPE)) {
            claims.put(
                    Lti.CLAIM + "platformnotificationservice",
                    Map.of(
                            "platform_notification_service_url",
                            setting.uri("/notices").toString(),
                            "service_versions",
                            List.of("1.0"),
                            "scope",
                            List.of(Lti.NOTICES_SCOPE),
                            "notice_types_supported",
                            List.of(Lti.CONTEXT_COPY)));
        }
    }

    /** What is granted of a space-separated wish. */
    public static List<String> known(String scopes) {
        return Stream.of(scopes.trim().split("\\s+"))
                .filter(SCOPES::contains)
                .distinct()
                .toList();
    }
}
