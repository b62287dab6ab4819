package dev.waymark.server.editions;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.server.content.Environment;
import dev.waymark.server.content.Module;
import dev.waymark.server.content.Path;
import dev.waymark.server.content.Resource;
import dev.waymark.server.content.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What administrators say about a module beside its page. Nothing in it touches a tick or a content hash.
 *
 * @param paths the recommended paths; null = as the page has them
 * @param aliases by environment and service, the resource that trains for it; an empty name = none does
 * @param stalledDays after how many days without activity who has begun counts as stalled; 14 unless said otherwise
 * @param records the parts that are given records of their own; none unless said otherwise
 */
public record ModuleSettings(
        @Nullable List<Path> paths, Map<String, Map<String, String>> aliases, int stalledDays, Part.Asked records) {
    public static final int STALLED_DAYS = 14;
    public static final ModuleSettings NONE = new ModuleSettings(null, null, 0, null);

    @JsonCreator
    public ModuleSettings(
            @JsonProperty("paths") @Nullable List<Path> paths,
            @JsonProperty("aliases") @Nullable Map<String, Map<String, String>> aliases,
            @JsonProperty("stalledDays") int stalledDays,
            @JsonProperty("records") Part.@Nullable Asked records) {
        this.paths = paths == null ? null : List.copyOf(paths);
        this.aliases = aliases == null ? Map.of() : Map.copyOf(aliases);
        this.stalledDays = stalledDays == 0 ? STALLED_DAYS : stalledDays;
        this.records = records == null ? Part.Asked.NONE : records;
    }

    public ModuleSettings withPaths(@Nullable List<Path> steps) {
        return new ModuleSettings(steps, aliases, stalledDays, records);
    }

    public ModuleSettings withRecords(Part.Asked asked) {
        return new ModuleSettings(paths, aliases, stalledDays, asked);
    }

    /** @param resource null forgets the alias */
    public ModuleSettings withAlias(String environment, String service, @Nullable String resource) {
        Map<String, Map<String, String>> all = new HashMap<>(aliases);
        Map<String, String> own = new HashMap<>(all.getOrDefault(environment, Map.of()));
        if (resource == null) {
            own.remove(service);
        } else {
            own.put(service, resource);
        }
        all.put(environment, Map.copyOf(own));
        return new ModuleSettings(paths, all, stalledDays, records);
    }

    /** The paths of a page under these settings; a step to an environment that is gone is gone too. */
    public List<Path> pathsOf(Module page) {
        if (paths == null) {
            return page.paths();
        }
        Set<String> keys = page.environments().stream().map(Environment::key).collect(Collectors.toSet());
        return paths.stream()
                .filter(path -> keys.contains(path.from()) && keys.contains(path.to()))
                .toList();
    }

    /** The page as learners see it. */
    Module applied(Module page) {
        return new Module(
                page.permalink(),
                page.title(),
                page.description(),
                page.summary(),
                page.rows(),
                page.columns(),
                page.environments().stream().map(this::applied).toList(),
                pathsOf(page));
    }

    private Environment applied(Environment page) {
        Map<String, String> own = aliases.getOrDefault(page.key(), Map.of());
        Set<String> resources = page.resources().stream().map(Resource::name).collect(Collectors.toSet());
        List<Service> services = page.services().stream()
                .map(service -> applied(service, own.get(service.name()), resources))
                .toList();
        return new Environment(
                page.key(),
                page.name(),
                page.row(),
                page.column(),
                page.summary(),
                page.prose(),
                services,
                page.resources());
    }

    private static Service applied(Service service, @Nullable String alias, Set<String> resources) {
        if (alias == null || !(alias.isEmpty() || resources.contains(alias))) {
            return service;
        }
        return new Service(service.name(), alias.isEmpty() ? null : alias);
    }
}
