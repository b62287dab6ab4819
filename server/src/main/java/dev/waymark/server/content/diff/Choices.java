package dev.waymark.server.content.diff;

import java.util.Map;
import java.util.Set;

/**
 * What an admin decided about a diff. Assets are named by their index in their edition.
 *
 * @param renames confirmed renames of environments, old key to new key
 * @param pairs old assets that are a new one: a confirmed move, or a row decided otherwise than proposed
 * @param refused old assets whose ticks are not carried although their link is still there
 */
public record Choices(Map<String, String> renames, Map<Integer, Integer> pairs, Set<Integer> refused) {
    public static final Choices NONE = new Choices(Map.of(), Map.of(), Set.of());

    public Choices {
        renames = Map.copyOf(renames);
        pairs = Map.copyOf(pairs);
        refused = Set.copyOf(refused);
        if (Set.copyOf(renames.values()).size() < renames.size()
                || Set.copyOf(pairs.values()).size() < pairs.size()) {
            throw new IllegalArgumentException("two of the old cannot become the same new one");
        }
    }

    String renamed(String environment) {
        return renames.getOrDefault(environment, environment);
    }
}
