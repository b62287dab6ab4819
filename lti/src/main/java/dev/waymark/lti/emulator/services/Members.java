package dev.waymark.lti.emulator.services;

import dev.waymark.lti.emulator.Quirk;
import dev.waymark.lti.emulator.Setting;
import dev.waymark.lti.emulator.wire.Answers;
import dev.waymark.lti.emulator.wire.Call;
import dev.waymark.lti.emulator.wire.Lti;
import dev.waymark.lti.emulator.wire.Paging;
import dev.waymark.lti.emulator.wire.Refusal;
import dev.waymark.lti.emulator.world.Course;
import dev.waymark.lti.emulator.world.Enrolment;
import dev.waymark.lti.emulator.world.Link;
import dev.waymark.lti.emulator.world.Role;
import dev.waymark.lti.http.LtiResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A course's roster.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-nrps/v2p0#context-membership">NRPS 2.0 §2</a>
 */
public record Members(Setting setting) {
    public LtiResponse answer(Call call, Course course) {
        if (!call.is("GET")) {
            throw call.methodRefused();
        }
        Services.checkAccept(setting, call, Lti.MEMBERS_TYPE);
        var link = link(call, course);
        var since = call.query().get("since");
        var matching = course.members().stream()
                .filter(member -> plays(member, filter(call, "role")))
                .filter(member -> since == null || member.revision() > revision(since))
                .filter(member -> since != null || !member.status().equals(Enrolment.DELETED))
                .map(member -> json(call, course, member, link))
                .toList();
        var page = Paging.of(matching, call, !setting.has(Quirk.PAGES_ON_REQUEST_ONLY));
        return linked(page, course, body(course, page.items()));
    }

    private LtiResponse linked(Paging<Map<String, Object>> page, Course course, Map<String, Object> body) {
        var address = address(course);
        var next = page.next() == null ? null : new LinkedHashMap<>(page.next());
        if (next != null && setting.has(Quirk.NEXT_DROPS_ROLE)) {
            next.remove("role");
        }
        var answer = new Paging<>(page.items(), next).linked(Answers.json(200, mediaType(), body), address, "\"", "\"");
        if (setting.has(Quirk.ALWAYS_ACTIVE)) {
            return answer;
        }
        var headers = new LinkedHashMap<>(answer.headers());
        var differences = "<" + address + "?since=" + course.revision() + ">; rel=\"differences\"";
        headers.merge("Link", differences, (link, other) -> link + ", " + other);
        return new LtiResponse(answer.status(), headers, answer.body());
    }

    private Map<String, Object> body(Course course, List<Map<String, Object>> members) {
        return Map.of(
                "id", address(course),
                "context", Map.of("id", course.id(), "label", course.label(), "title", course.title()),
                "members", members);
    }

    private Map<String, Object> json(Call call, Course course, Enrolment member, @Nullable Link link) {
        var person = setting.world().person(member.person());
        var json = new LinkedHashMap<String, Object>();
        json.put("user_id", person.id());
        json.put("roles", member.roles().stream().map(this::shown).toList());
        json.put("status", setting.has(Quirk.ALWAYS_ACTIVE) ? Enrolment.ACTIVE : member.status());
        json.put("name", person.name());
        json.put("given_name", person.givenName());
        json.put("family_name", person.familyName());
        if (person.email() != null) {
            json.put("email", person.email());
        }
        if ("true".equals(call.query().get("groups"))) {
            json.put("group_enrollments", groups(course, person.id()));
        }
        if (link != null) {
            json.put("message", List.of(message(link)));
        }
        return json;
    }

    private static List<Map<String, String>> groups(Course course, String person) {
        return course.groupsOf(person).stream()
                .map(group -> Map.of("group_id", group.id()))
                .toList();
    }

    private static Map<String, Object> message(Link link) {
        return Map.of(Lti.CLAIM + "message_type", "LtiResourceLinkRequest", Lti.CLAIM + "custom", link.custom());
    }

    private String shown(String role) {
        return setting.has(Quirk.SHORT_MEMBER_ROLES) ? Role.shortName(role) : role;
    }

    /** A short name in the filter means a role of the context. */
    private static boolean plays(Enrolment member, @Nullable String role) {
        if (role == null) {
            return true;
        }
        var full = role.contains("#") ? role : Role.CONTEXT_PREFIX + role;
        return member.roles().contains(full);
    }

    private @Nullable Link link(Call call, Course course) {
        var id = filter(call, "rlid");
        if (id == null) {
            return null;
        }
        var link = setting.world().findLink(id);
        if (link == null || !link.course().equals(course.id())) {
            throw Refusal.unknown("resource link");
        }
        return link;
    }

    private @Nullable String filter(Call call, String name) {
        return setting.has(Quirk.ROSTER_IGNORES_FILTERS) ? null : call.query().get(name);
    }

    private static int revision(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw Refusal.malformed("since is no number.");
        }
        return Integer.parseInt(text);
    }

    private String mediaType() {
        return setting.has(Quirk.MEMBERS_AS_JSON) ? "application/json" : Lti.MEMBERS_TYPE;
    }

    private String address(Course course) {
        return setting.uri("/courses/" + course.id() + "/members").toString();
    }
}
