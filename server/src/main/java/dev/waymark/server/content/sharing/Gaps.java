package dev.waymark.server.content.sharing;

import dev.waymark.server.content.Asset;
import dev.waymark.server.content.Module;
import dev.waymark.server.content.Placement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a module lacks, for the author of its page. Dead links are not known here: they are a matter of time. */
public record Gaps(
        List<Hole> holes,
        List<Unserved> servicesWithoutTraining,
        List<NameMismatch> nameMismatches,
        List<Duplicate> duplicateLinks) {

    /** A resource without training at a level that the module has elsewhere. */
    public record Hole(String environment, String resource, int level) {}

    public record Unserved(String environment, String service) {}

    /** One thing that the list of services and the table of resources call differently. */
    public record NameMismatch(String environment, String service, String resource) {}

    /** One link in several places. */
    public record Duplicate(String canonicalUrl, List<Placement> placements) {}

    public static Gaps of(Module module) {
        return new Gaps(holes(module), unserved(module), mismatches(module), duplicates(module));
    }

    private static List<Hole> holes(Module module) {
        var levels = module.placements().stream()
                .map(placement -> placement.asset().level())
                .filter(level -> level > 0)
                .collect(Collectors.toCollection(TreeSet::new));
        var holes = new ArrayList<Hole>();
        for (var environment : module.environments()) {
            for (var resource : environment.resources()) {
                var own = resource.assets().stream().map(Asset::level).collect(Collectors.toSet());
                levels.stream()
                        .filter(level -> !own.contains(level))
                        .forEach(level -> holes.add(new Hole(environment.key(), resource.name(), level)));
            }
        }
        return holes;
    }

    private static List<Unserved> unserved(Module module) {
        var unserved = new ArrayList<Unserved>();
        for (var environment : module.environments()) {
            environment
                    .servicesWithoutTraining()
                    .forEach(service -> unserved.add(new Unserved(environment.key(), service.name())));
        }
        return unserved;
    }

    private static List<NameMismatch> mismatches(Module module) {
        var mismatches = new ArrayList<NameMismatch>();
        for (var environment : module.environments()) {
            for (var service : environment.services()) {
                var resource = service.resource();
                if (resource != null && !resource.equals(service.name())) {
                    mismatches.add(new NameMismatch(environment.key(), service.name(), resource));
                }
            }
        }
        return mismatches;
    }

    private static List<Duplicate> duplicates(Module module) {
        var places = new LinkedHashMap<String, List<Placement>>();
        for (var placement : module.placements()) {
            places.computeIfAbsent(placement.asset().canonicalUrl(), url -> new ArrayList<>())
                    .add(placement);
        }
        return places.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> new Duplicate(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }
}
