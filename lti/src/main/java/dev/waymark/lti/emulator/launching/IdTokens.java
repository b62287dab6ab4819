package dev.waymark.lti.emulator.launching;

import dev.waymark.lti.emulator.Launch;
import dev.waymark.lti.emulator.Quirk;
import dev.waymark.lti.emulator.Setting;
import dev.waymark.lti.emulator.launching.Launches.Pending;
import dev.waymark.lti.emulator.services.ServiceClaims;
import dev.waymark.lti.emulator.wire.Lti;
import dev.waymark.lti.emulator.world.Course;
import dev.waymark.lti.emulator.world.Link;
import dev.waymark.lti.emulator.world.Person;
import dev.waymark.lti.emulator.world.Tool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the claims of a launch.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti/v1p3/#required-message-claims">LTI Core 1.3 §5.3</a>
 */
public final class IdTokens {
    private static final String COURSE_SECTION = "http://purl.imsglobal.org/vocab/lis/v2/course#CourseSection";

    private final Setting setting;
    private final Launches launches;
    private final ServiceClaims services;
    private final Variables variables;

    public IdTokens(Setting setting, Launches launches) {
        this.setting = setting;
        this.launches = launches;
        this.services = new ServiceClaims(setting);
        this.variables = new Variables(setting.world());
    }

    public Map<String, Object> claims(Pending pending, String nonce) {
        var launch = pending.launch();
        var tool = setting.world().toolOf(launch.deployment());
        var person = setting.world().person(launch.person());
        var course = launch.course() == null ? null : setting.world().findCourse(launch.course());
        var link = launches.link(launch);
        var claims = security(tool, nonce);
        identity(claims, tool, person);
        message(claims, launch, tool);
        claims.put(Lti.CLAIM + "roles", roles(launch, person, course));
        if (course != null) {
            context(claims, course, person);
        }
        subject(claims, pending, link);
        claims.put(Lti.CLAIM + "custom", variables.custom(tool, link, course, person));
        services.put(claims, tool, course, link);
        return claims;
    }

    private Map<String, Object> security(Tool tool, String nonce) {
        var now = setting.now().getEpochSecond();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", setting.site().issuer());
        claims.put("aud", tool.clientId());
        if (!setting.has(Quirk.NO_AZP)) {
            claims.put("azp", tool.clientId());
        }
        claims.put("iat", now);
        claims.put("exp", now + setting.site().profile().tokenLifetime().toSeconds());
        claims.put("nonce", nonce);
        return claims;
    }

    private static void identity(Map<String, Object> claims, Tool tool, Person person) {
        claims.put("sub", person.id());
        if (tool.privacy().names()) {
            claims.put("name", person.name());
            claims.put("given_name", person.givenName());
            claims.put("family_name", person.familyName());
        }
        if (tool.privacy().emails() && person.email() != null) {
            claims.put("email", person.email());
        }
    }

    private void message(Map<String, Object> claims, Launch launch, Tool tool) {
        var profile = setting.site().profile();
        claims.put(Lti.CLAIM + "message_type", launch.kind().messageType());
        claims.put(Lti.CLAIM + "version", "1.3.0");
        claims.put(Lti.CLAIM + "deployment_id", launch.deployment());
        claims.put(Lti.CLAIM + "target_link_uri", launches.target(launch, tool).toString());
        var platform = new LinkedHashMap<String, Object>();
        platform.put("guid", setting.site().base().toString());
        platform.put("name", "Example school");
        if (!setting.has(Quirk.NO_PRODUCT_FAMILY)) {
            platform.put("product_family_code", profile.productFamily());
            platform.put("version", profile.version());
        }
        claims.put(Lti.CLAIM + "tool_platform", platform);
        claims.put(Lti.CLAIM + "launch_presentation", presentation(launch));
    }

    private Map<String, Object> presentation(Launch launch) {
        var course = launch.course() == null ? "" : launch.course();
        return Map.of(
                "document_target", launch.window() ? "window" : "iframe",
                "locale", launch.locale() == null ? "en" : launch.locale(),
                "return_url", setting.site().pages() + "/return?course=" + course);
    }

    private static List<String> roles(Launch launch, Person person, @Nullable Course course) {
        if (launch.roles() != null) {
            return launch.roles();
        }
        var roles = new ArrayList<>(person.roles());
        var enrolment = course == null ? null : course.enrolment(person.id());
        if (enrolment != null) {
            roles.addAll(enrolment.roles());
        }
        return List.copyOf(roles);
    }

    private void context(Map<String, Object> claims, Course course, Person person) {
        var type = setting.has(Quirk.SHORT_CONTEXT_TYPE) ? "CourseSection" : COURSE_SECTION;
        claims.put(
                Lti.CLAIM + "context",
                Map.of("id", course.id(), "label", course.label(), "title", course.title(), "type", List.of(type)));
        var enrolment = course.enrolment(person.id());
        if (enrolment != null && !enrolment.mentees().isEmpty()) {
            claims.put(Lti.CLAIM + "role_scope_mentor", enrolment.mentees());
        }
    }

    private void subject(Map<String, Object> claims, Pending pending, @Nullable Link link) {
        if (link != null) {
            claims.put(Lti.CLAIM + "resource_link", Map.of("id", link.id(), "title", link.title()));
        }
        var launch = pending.launch();
        if (launch.about() != null) {
            claims.put(Lti.CLAIM + "for_user", Map.of("user_id", launch.about()));
        }
        if (launch.kind() == Launch.Kind.DEEP_LINKING) {
            claims.put(Lti.DEEP_LINKING + "deep_linking_settings", settings(pending));
            if (setting.has(Quirk.DEEP_LINKING_FILLS_A_LINK)) {
                claims.put(Lti.CLAIM + "resource_link", Map.of("id", "block:" + launch.course()));
            }
        }
    }

    private Map<String, Object> settings(Pending pending) {
        var settings = new LinkedHashMap<String, Object>();
        settings.put(
                "deep_link_return_url",
                setting.uri("/deep-links/" + pending.id()).toString());
        boolean fills = setting.has(Quirk.DEEP_LINKING_FILLS_A_LINK);
        settings.put(
                "accept_types",
                fills ? List.of("ltiResourceLink", "link", "html", "image") : List.of("ltiResourceLink"));
        settings.put(
                "accept_presentation_document_targets",
                fills ? List.of("iframe", "window", "embed") : List.of("iframe", "window"));
        settings.put("accept_multiple", true);
        settings.put("auto_create", fills);
        if (!fills) {
            settings.put("accept_lineitem", true);
        }
        if (!setting.has(Quirk.NO_DEEP_LINKING_DATA)) {
            settings.put("data", "ticket:" + pending.id());
        }
        return settings;
    }
}
