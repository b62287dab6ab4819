package dev.waymark.server.content;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A training module as one edition of its page states it; its key is the permalink. */
public record Module(
        String permalink,
        String title,
        String description,
        String summary,
        Axis rows,
        Axis columns,
        List<Environment> environments,
        List<Path> paths) {
    public Module {
        environments = List.copyOf(environments);
        paths = List.copyOf(paths);
    }

    /** Every asset in page order. */
    public List<Placement> placements() {
        var placements = new ArrayList<Placement>();
        for (var environment : environments) {
            for (var resource : environment.resources()) {
                for (var asset : resource.assets()) {
                    placements.add(new Placement(placements.size(), environment.key(), resource.name(), asset));
                }
            }
        }
        return List.copyOf(placements);
    }

    /** Environment by environment in page order, levels ascending. */
    public List<Cell> cells() {
        var cells = new LinkedHashSet<Cell>();
        for (var environment : environments) {
            environment.resources().stream()
                    .flatMap(resource -> resource.assets().stream())
                    .map(Asset::level)
                    .collect(Collectors.toCollection(TreeSet::new))
                    .forEach(level -> cells.add(new Cell(environment.key(), level)));
        }
        return List.copyOf(cells);
    }

    public Counts counts() {
        return Counts.of(this);
    }

    /** The last segment of the permalink: the module's name in addresses, made unique by whoever stores it. */
    public String slug() {
        return Slug.of(permalink.substring(permalink.lastIndexOf('/') + 1));
    }
}
