package dev.waymark.lti.emulator.world;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An activity of a course that opens the tool.
 *
 * @param lineItem its own gradebook column, if it has one
 * @param history the links this one was copied from, nearest first
 */
public record Link(
        String id,
        String course,
        String deployment,
        String title,
        @Nullable String text,
        URI target,
        Map<String, String> custom,
        @Nullable String lineItem,
        List<String> history) {
    public Link {
        custom = Map.copyOf(custom);
        history = List.copyOf(history);
    }

    public static Link of(String id, String course, String deployment, String title, URI target) {
        return new Link(id, course, deployment, title, null, target, Map.of(), null, List.of());
    }

    public Link with(Map<String, String> parameters) {
        return new Link(id, course, deployment, title, text, target, parameters, lineItem, history);
    }

    public Link graded(@Nullable String newLineItem) {
        return new Link(id, course, deployment, title, text, target, custom, newLineItem, history);
    }

    Link copied(String newId, String newCourse) {
        var past = new ArrayList<>(List.of(id));
        past.addAll(history);
        return new Link(newId, newCourse, deployment, title, text, target, custom, null, past);
    }
}
