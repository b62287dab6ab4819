package dev.waymark.lti.emulator.world;

import java.util.List;
import java.util.Map;

/**
 * Everything in a world as one value, to be kept in a file.
 *
 * @param noticeHandlers addresses by {@code deployment + " " + notice type}
 */
public record WorldState(
        int lastId,
        List<Person> people,
        List<Course> courses,
        List<Tool> tools,
        List<Deployment> deployments,
        List<Link> links,
        List<LineItem> lineItems,
        List<Grade> grades,
        Map<String, String> noticeHandlers) {}
