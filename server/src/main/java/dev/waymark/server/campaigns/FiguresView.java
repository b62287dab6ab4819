package dev.waymark.server.campaigns;

import dev.waymark.server.team.HolderStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of a campaign's table.
 *
 * @param depth 0 everybody, 1 a platform, 2 a context
 * @param name null for everybody, and at depth 2 for whoever learns in no context any more
 */
public record FiguresView(int depth, @Nullable String name, HolderStore.Figures figures) {

    static List<FiguresView> of(List<HolderStore.Line> lines) {
        return lines.stream()
                .map(line -> new FiguresView(line.depth(), name(line), line.figures()))
                .toList();
    }

    private static @Nullable String name(HolderStore.Line line) {
        if (line.depth() == 0 || line.depth() == 2 && line.context() == null) {
            return null;
        }
        String name = line.depth() == 1 ? line.platformName() : line.title();
        return name == null ? "—" : name;
    }
}
