package dev.waymark.lti.emulator.services;

import dev.waymark.lti.emulator.Setting;
import dev.waymark.lti.emulator.wire.Answers;
import dev.waymark.lti.emulator.wire.Call;
import dev.waymark.lti.emulator.wire.Lti;
import dev.waymark.lti.emulator.wire.Paging;
import dev.waymark.lti.emulator.world.Course;
import dev.waymark.lti.emulator.world.Group;
import dev.waymark.lti.http.LtiResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A course's groups and the sets they stand in.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-gs/v1p0">Course Groups Service 1.0</a>
 */
public record Groups(Setting setting) {
    public LtiResponse answer(Call call, Course course) {
        if (!call.is("GET")) {
            throw call.methodRefused();
        }
        return call.segment(2).equals("groups") ? groups(call, course) : sets(call, course);
    }

    private LtiResponse groups(Call call, Course course) {
        Services.checkAccept(setting, call, Lti.GROUPS_TYPE);
        var person = call.query().get("user_id");
        var all = (person == null ? course.groups() : course.groupsOf(person))
                .stream().map(Groups::json).toList();
        return paged(call, course, all, Lti.GROUPS_TYPE, "groups");
    }

    private LtiResponse sets(Call call, Course course) {
        Services.checkAccept(setting, call, Lti.GROUP_SETS_TYPE);
        var all = course.groups().stream()
                .map(Group::set)
                .filter(Objects::nonNull)
                .distinct()
                .map(set -> Map.<String, Object>of("id", set, "name", set))
                .toList();
        return paged(call, course, all, Lti.GROUP_SETS_TYPE, "sets");
    }

    private LtiResponse paged(
            Call call, Course course, List<Map<String, Object>> all, String mediaType, String member) {
        var page = Paging.of(all, call, true);
        var address =
                setting.uri("/courses/" + course.id() + "/" + call.segment(2)).toString();
        var body = Map.of("id", address, member, page.items());
        return page.linked(Answers.json(200, mediaType, body), address, "\"", "\"");
    }

    private static Map<String, Object> json(Group group) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", group.id());
        json.put("name", group.name());
        if (group.set() != null) {
            json.put("set_ids", List.of(group.set()));
        }
        return json;
    }
}
