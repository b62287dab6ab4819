package dev.waymark.server.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cell of the matrix, or a section of a page that has none; summary and prose are Markdown. */
public record Environment(
        String key,
        String name,
        @Nullable String row,
        @Nullable String column,
        String summary,
        String prose,
        List<Service> services,
        List<Resource> resources) {
    public Environment {
        services = List.copyOf(services);
        resources = List.copyOf(resources);
    }

    public List<Service> servicesWithoutTraining() {
        return services.stream().filter(service -> service.resource() == null).toList();
    }
}
