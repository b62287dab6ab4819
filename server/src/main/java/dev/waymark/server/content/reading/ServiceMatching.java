package dev.waymark.server.content.reading;

import dev.waymark.server.content.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Which resource of the table trains for which service of the list: one to one, best first. The same name, a
 * parenthetical dropped and an abbreviation expanded are certain; what is left is only suggested, and nothing in
 * anyone's progress depends on it.
 */
final class ServiceMatching {
    /** Two names that share half of their words may well be two things. */
    private static final double SUGGESTED_ABOVE = 0.5;

    private static final int COMPARED = 200;

    private final List<Item> services;
    private final List<Item> resources;
    private final Findings findings;
    private final Map<Item, Item> matches = new HashMap<>();

    private ServiceMatching(List<Item> services, List<Item> resources, Findings findings) {
        this.services = services.subList(0, Math.min(COMPARED, services.size()));
        this.resources = new ArrayList<>(resources.subList(0, Math.min(COMPARED, resources.size())));
        this.findings = findings;
    }

    /** Every service with its resource, where one with assets was found. */
    static List<Service> match(List<Item> services, List<Item> resources, List<String> withAssets, Findings findings) {
        var matching = new ServiceMatching(services, resources, findings);
        matching.certain((a, b) -> a.equals(b), null);
        matching.certain((a, b) -> Names.plain(a).equals(Names.plain(b)), "but for capitals or punctuation");
        matching.certain(
                (a, b) -> Names.plain(Names.withoutParenthetical(a)).equals(Names.plain(Names.withoutParenthetical(b))),
                "without what stands in brackets");
        matching.certain(
                (a, b) -> Likeness.sameExpanded(Names.withoutParenthetical(a), Names.withoutParenthetical(b)),
                "abbreviated");
        matching.suggest();
        return services.stream()
                .map(service -> matching.service(service, withAssets))
                .toList();
    }

    private void certain(BiPredicate<String, String> same, @Nullable String how) {
        for (var service : services) {
            if (!matches.containsKey(service)) {
                resources.stream()
                        .filter(resource -> same.test(service.name(), resource.name()))
                        .findFirst()
                        .ifPresent(resource -> {
                            pair(service, resource);
                            if (how != null) {
                                findings.info(
                                        service.line(),
                                        "service-name-differs",
                                        "The list says %s, the table in line %d says %s: the same, %s."
                                                .formatted(
                                                        Findings.quote(service.name()),
                                                        resource.line(),
                                                        Findings.quote(resource.name()),
                                                        how));
                            }
                        });
            }
        }
    }

    private void suggest() {
        var open = services.stream()
                .filter(service -> !matches.containsKey(service))
                .toList();
        var pairs = new ArrayList<Pair>();
        for (var service : open) {
            for (var resource : resources) {
                var pair = Pair.of(service, resource);
                if (pair.likeness() > SUGGESTED_ABOVE) {
                    pairs.add(pair);
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::likeness)
                .thenComparingInt(Pair::commonStart)
                .reversed());
        for (var pair : pairs) {
            if (!matches.containsKey(pair.service()) && resources.contains(pair.resource())) {
                pair(pair.service(), pair.resource());
                findings.warning(
                        pair.service().line(),
                        "service-match-suggested",
                        "The list says %s, the table in line %d says %s: probably the same; please confirm."
                                .formatted(
                                        Findings.quote(pair.service().name()),
                                        pair.resource().line(),
                                        Findings.quote(pair.resource().name())));
            }
        }
    }

    private void pair(Item service, Item resource) {
        matches.put(service, resource);
        resources.remove(resource);
    }

    private Service service(Item service, List<String> withAssets) {
        var resource = matches.get(service);
        if (resource == null || !withAssets.contains(resource.name())) {
            findings.info(
                    service.line(),
                    "service-without-training",
                    "No training yet for %s.".formatted(Findings.quote(service.name())));
            return new Service(service.name(), null);
        }
        return new Service(service.name(), resource.name());
    }

    private record Pair(Item service, Item resource, double likeness, int commonStart) {
        static Pair of(Item service, Item resource) {
            var one = Names.withoutParenthetical(service.name());
            var other = Names.withoutParenthetical(resource.name());
            return new Pair(service, resource, Likeness.of(one, other), Likeness.commonStart(one, other));
        }
    }
}
