package dev.waymark.lti.emulator.launching;

import dev.waymark.lti.emulator.world.Course;
import dev.waymark.lti.emulator.world.Link;
import dev.waymark.lti.emulator.world.Person;
import dev.waymark.lti.emulator.world.Tool;
import dev.waymark.lti.emulator.world.World;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Custom parameters with their variables filled in; a variable that the platform does not know stays as it is.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti/v1p3/#custom-variables">LTI Core 1.3 §B</a>
 */
public record Variables(World world) {
    public Map<String, String> custom(Tool tool, @Nullable Link link, @Nullable Course course, Person person) {
        var values = values(tool, link, course, person);
        var custom = new LinkedHashMap<>(tool.custom());
        if (link != null) {
            custom.putAll(link.custom());
        }
        custom.replaceAll((name, value) -> values.getOrDefault(value, value));
        return custom;
    }

    private static Map<String, String> values(Tool tool, @Nullable Link link, @Nullable Course course, Person person) {
        var values = new HashMap<String, String>();
        values.put("$User.id", person.id());
        if (tool.privacy().names()) {
            values.put("$Person.name.full", person.name());
        }
        if (course != null) {
            values.put("$Context.id", course.id());
            values.put("$Context.title", course.title());
            values.put("$Context.id.history", String.join(",", course.history()));
        }
        if (link != null) {
            values.put("$ResourceLink.id", link.id());
            values.put("$ResourceLink.title", link.title());
            values.put("$ResourceLink.id.history", String.join(",", link.history()));
        }
        return values;
    }
}
