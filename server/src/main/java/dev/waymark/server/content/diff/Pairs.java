package dev.waymark.server.content.diff;

import dev.waymark.server.content.Identity;
import dev.waymark.server.content.Placement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Finds for each old asset its one counterpart in the new edition, the surest first. */
final class Pairs {
    private final Choices choices;
    private final List<Placement> allNew;
    private final List<Placement> before;
    private final List<Placement> after;
    private final Map<Integer, Kind> kinds = new HashMap<>();
    private final Map<Integer, Placement> oldByNew = new HashMap<>();

    Pairs(List<Placement> before, List<Placement> after, Choices choices) {
        this.choices = choices;
        this.allNew = after;
        this.before = new ArrayList<>(before);
        this.after = new ArrayList<>(after);
        chosen(before, after);
        sameLink();
        var resources = resources();
        inSlot(Kind.MOVED, resources, (old, now) -> title(old).equals(title(now)));
        inSlot(Kind.REPLACED, resources, (old, now) -> true);
    }

    @Nullable
    Placement oldOf(Placement now) {
        return oldByNew.get(now.index());
    }

    Kind kindOf(Placement now) {
        return kinds.getOrDefault(now.index(), Kind.ADDED);
    }

    /** What has no counterpart. */
    List<Placement> removed() {
        return List.copyOf(before);
    }

    private void pair(Placement old, Placement now, Kind kind) {
        oldByNew.put(now.index(), old);
        kinds.put(now.index(), kind);
        before.remove(old);
        after.remove(now);
    }

    private void chosen(List<Placement> olds, List<Placement> news) {
        choices.pairs().forEach((from, to) -> {
            if (from < 0 || from >= olds.size() || to < 0 || to >= news.size()) {
                throw new IllegalArgumentException("no such pair of assets: %d, %d".formatted(from, to));
            }
            var old = olds.get(from);
            var now = news.get(to);
            pair(old, now, identity(old).equals(now.identity()) ? Kind.SAME : Kind.MOVED);
        });
    }

    private Identity identity(Placement old) {
        return new Identity(choices.renamed(old.environment()), old.asset().canonicalUrl());
    }

    /** One link several times in an environment: those of the same level belong together, the rest by level and order. */
    private void sameLink() {
        var olds = new LinkedHashMap<Identity, List<Placement>>();
        before.forEach(old ->
                olds.computeIfAbsent(identity(old), key -> new ArrayList<>()).add(old));
        var news = new LinkedHashMap<Identity, List<Placement>>();
        after.forEach(now ->
                news.computeIfAbsent(now.identity(), key -> new ArrayList<>()).add(now));
        olds.forEach((identity, old) -> tied(old, news.getOrDefault(identity, new ArrayList<>())));
    }

    private void tied(List<Placement> olds, List<Placement> news) {
        for (var old : List.copyOf(olds)) {
            news.stream().filter(now -> level(now) == level(old)).findFirst().ifPresent(now -> {
                pair(old, now, Kind.SAME);
                olds.remove(old);
                news.remove(now);
            });
        }
        var byLevel = Comparator.comparingInt(Pairs::level).thenComparingInt(Placement::index);
        olds.sort(byLevel);
        news.sort(byLevel);
        for (int i = 0; i < Math.min(olds.size(), news.size()); i++) {
            pair(olds.get(i), news.get(i), Kind.SAME);
        }
    }

    private void inSlot(Kind kind, Map<Slot, String> resources, BiPredicate<Placement, Placement> alike) {
        for (var old : List.copyOf(before)) {
            var slot = slot(old, resources);
            after.stream()
                    .filter(now -> slot.equals(slot(now)) && alike.test(old, now))
                    .findFirst()
                    .ifPresent(now -> pair(old, now, kind));
        }
    }

    /** What most assets of a resource are put under now. */
    private Map<Slot, String> resources() {
        var votes = new HashMap<Slot, Map<String, Long>>();
        for (var now : allNew) {
            var old = oldByNew.get(now.index());
            if (old != null) {
                votes.computeIfAbsent(resource(old), key -> new TreeMap<>()).merge(now.resource(), 1L, Long::sum);
            }
        }
        var names = new HashMap<Slot, String>();
        votes.forEach((slot, count) -> names.put(
                slot,
                Collections.max(count.entrySet(), Map.Entry.comparingByValue()).getKey()));
        return names;
    }

    private Slot resource(Placement old) {
        return new Slot(choices.renamed(old.environment()), old.resource(), 0);
    }

    private Slot slot(Placement old, Map<Slot, String> resources) {
        var environment = choices.renamed(old.environment());
        var resource = resources.getOrDefault(resource(old), old.resource());
        return new Slot(environment, resource, level(old));
    }

    private static Slot slot(Placement now) {
        return new Slot(now.environment(), now.resource(), level(now));
    }

    private static int level(Placement placement) {
        return placement.asset().level();
    }

    private static String title(Placement placement) {
        return placement.asset().title().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }

    private record Slot(String environment, String resource, int level) {}
}
