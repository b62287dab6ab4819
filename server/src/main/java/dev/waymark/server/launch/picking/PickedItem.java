package dev.waymark.server.launch.picking;

import dev.waymark.server.editions.Cell;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.LinkScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Something a course can link to: a module, an environment or one cell.
 *
 * @param id also its name in grade books
 * @param depth 0 = module, 1 = environment, 2 = cell
 */
public record PickedItem(String id, String title, int depth, int assets, LinkScope scope) {

    /** All that an edition offers, in the order of the page. */
    static List<PickedItem> of(Edition edition) {
        List<PickedItem> items = new ArrayList<>();
        String title = edition.module().title();
        items.add(item(edition, title, 0, edition.total(), new LinkScope(edition.slug(), null, null)));
        edition.module().environments().forEach(environment -> {
            List<Cell> cells = edition.cells().stream()
                    .filter(cell -> cell.environment().equals(environment.key()))
                    .toList();
            String name = title + ": " + environment.name();
            int assets = cells.stream().mapToInt(Cell::total).sum();
            if (assets > 0) {
                items.add(item(edition, name, 1, assets, new LinkScope(edition.slug(), environment.key(), null)));
            }
            cells.forEach(cell -> items.add(item(
                    edition,
                    cell.level() == 0 ? name : name + ", " + cell.level(),
                    2,
                    cell.total(),
                    new LinkScope(edition.slug(), environment.key(), cell.level()))));
        });
        return items;
    }

    private static PickedItem item(Edition edition, String title, int depth, int assets, LinkScope scope) {
        String id = LinkScope.resourceId(edition.slug(), scope.environment(), scope.level());
        return new PickedItem(id, title, depth, assets, scope);
    }

    /** What travels with the link: it survives course copies, which ids do not. */
    Map<String, String> custom() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(LinkScope.MODULE, scope.module());
        all.put(LinkScope.ENVIRONMENT, scope.environment());
        all.put(LinkScope.LEVEL, scope.level());
        return all.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().toString()));
    }
}
