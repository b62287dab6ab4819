package dev.waymark.server.progress;

import dev.waymark.server.content.Environment;
import dev.waymark.server.editions.Edition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The paths as lines of the map: which line an environment is on, and what stands before and after it. */
public record Lines(Edition edition, List<List<String>> paths) {

    public static Lines of(Edition edition) {
        return new Lines(edition, edition.paths());
    }

    /** From 1; 0 for an environment on no path. */
    public int number(String environment) {
        for (int i = 0; i < paths.size(); i++) {
            if (paths.get(i).contains(environment)) {
                return i + 1;
            }
        }
        return 0;
    }

    public @Nullable Environment before(String environment) {
        return neighbour(environment, -1);
    }

    public @Nullable Environment after(String environment) {
        return neighbour(environment, 1);
    }

    private @Nullable Environment neighbour(String environment, int step) {
        for (List<String> path : paths) {
            int at = path.indexOf(environment) + step;
            if (path.contains(environment) && at >= 0 && at < path.size()) {
                return environment(path.get(at)).orElse(null);
            }
        }
        return null;
    }

    public Optional<Environment> environment(String key) {
        return edition.module().environments().stream()
                .filter(environment -> environment.key().equals(key))
                .findFirst();
    }

    public String name(String key) {
        return environment(key).map(Environment::name).orElse(key);
    }

    /** Whether a line can be drawn straight down from one to the other: same column, next row. */
    public boolean adjacent(@Nullable Environment upper, @Nullable Environment lower) {
        if (upper == null
                || lower == null
                || upper.column() == null
                || !upper.column().equals(lower.column())) {
            return false;
        }
        List<String> rows = edition.module().rows().values();
        return rows.indexOf(upper.row()) + 1 == rows.indexOf(lower.row());
    }
}
