package dev.waymark.server.content.diff;

import dev.waymark.server.content.Asset;
import dev.waymark.server.content.Environment;
import dev.waymark.server.content.Module;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which environments that seem gone and new may be the same under another name. */
final class EnvironmentRenames {
    private EnvironmentRenames() {}

    static List<EnvironmentRename> propose(Module before, Module after, Choices choices) {
        var oldKeys = keys(before);
        var newKeys = keys(after);
        var candidates = new ArrayList<EnvironmentRename>();
        for (var old : without(
                before, key -> newKeys.contains(key) || choices.renames().containsKey(key))) {
            for (var now : without(
                    after, key -> oldKeys.contains(key) || choices.renames().containsValue(key))) {
                var candidate = candidate(before, old, after, now);
                if (candidate.samePosition() || isHalf(candidate)) {
                    candidates.add(candidate);
                }
            }
        }
        candidates.sort(Comparator.comparingInt(EnvironmentRename::sharedAssets)
                .thenComparing(EnvironmentRename::samePosition)
                .reversed());
        return oneToOne(candidates);
    }

    private static List<EnvironmentRename> oneToOne(List<EnvironmentRename> candidates) {
        var from = new HashSet<String>();
        var to = new HashSet<String>();
        var proposals = new ArrayList<EnvironmentRename>();
        for (var candidate : candidates) {
            if (!from.contains(candidate.from()) && !to.contains(candidate.to())) {
                from.add(candidate.from());
                to.add(candidate.to());
                proposals.add(candidate);
            }
        }
        return proposals;
    }

    private static EnvironmentRename candidate(Module before, Environment old, Module after, Environment now) {
        var urls = urls(now);
        var own = urls(old);
        int shared = (int) own.stream().filter(urls::contains).count();
        return new EnvironmentRename(old.key(), now.key(), samePosition(before, old, after, now), shared, own.size());
    }

    private static boolean isHalf(EnvironmentRename candidate) {
        return candidate.sharedAssets() > 0 && candidate.sharedAssets() * 2 >= candidate.oldAssets();
    }

    /** By index, so that an axis may be renamed too. */
    private static boolean samePosition(Module before, Environment old, Module after, Environment now) {
        return old.row() != null
                && now.row() != null
                && before.rows().values().indexOf(old.row())
                        == after.rows().values().indexOf(now.row())
                && column(before, old) == column(after, now);
    }

    private static int column(Module module, Environment environment) {
        return module.columns().values().indexOf(Objects.requireNonNullElse(environment.column(), ""));
    }

    private static Set<String> urls(Environment environment) {
        return environment.resources().stream()
                .flatMap(resource -> resource.assets().stream())
                .map(Asset::canonicalUrl)
                .collect(Collectors.toSet());
    }

    private static Set<String> keys(Module module) {
        return module.environments().stream().map(Environment::key).collect(Collectors.toSet());
    }

    private static List<Environment> without(Module module, Predicate<String> known) {
        return module.environments().stream()
                .filter(environment -> !known.test(environment.key()))
                .toList();
    }
}
