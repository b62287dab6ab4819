package dev.waymark.server.content.reading;

import dev.waymark.server.content.Asset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A table of training assets by resource and level. */
record LevelTable(Table table, Columns columns) {
    private static final Pattern TITLE_WORD =
            Pattern.compile("(?i).*\\b(?:titles?|assets?|training|names?|descriptions?|courses?|content)\\b.*");

    static List<LevelTable> in(List<Table> tables, Page page) {
        var levelTables = new ArrayList<LevelTable>();
        for (var table : tables) {
            var columns = Columns.of(table);
            var previous = levelTables.isEmpty() ? null : levelTables.get(levelTables.size() - 1);
            if (columns != null) {
                levelTables.add(new LevelTable(table, columns));
            } else if (previous != null && !table.separated() && blankBetween(previous.table(), table, page)) {
                var same = previous.columns();
                levelTables.add(new LevelTable(
                        table, new Columns(null, same.resource(), same.level(), same.levels(), same.links())));
            }
        }
        return List.copyOf(levelTables);
    }

    private static boolean blankBetween(Table one, Table other, Page page) {
        for (int line = one.lastLine() + 1; line < other.firstLine(); line++) {
            if (!page.line(line).isBlank()) {
                return false;
            }
        }
        return true;
    }

    /** Adds the assets to their resources, in the order of the table; a resource without any is there too. */
    void read(
            Map<Item, List<Asset>> resources,
            String section,
            Map<String, String> references,
            Assets assets,
            Findings findings) {
        var byName = new LinkedHashMap<String, List<Asset>>();
        resources.forEach((item, list) -> byName.put(item.name(), list));
        var resource = resources.keySet().stream()
                .reduce((first, second) -> second)
                .map(Item::name)
                .orElse("");
        for (var row : dataRows()) {
            if (assets.isFull()) {
                findings.error(
                        row.line(), "too-many-assets", "More than %,d assets are not read.".formatted(Limits.ASSETS));
                break;
            }
            var named = columns.resource() < 0 ? section : row.text(columns.resource());
            if (named.isEmpty() && resource.isEmpty()) {
                findings.warning(
                        row.line(),
                        "resource-missing",
                        "The row names no resource and follows none; it was put under %s."
                                .formatted(Findings.quote(section)));
                named = section;
            }
            resource = named.isEmpty() ? resource : named;
            var item = new Item(row.line(), resource);
            var list = byName.computeIfAbsent(resource, name -> {
                var added = new ArrayList<Asset>();
                resources.put(item, added);
                return added;
            });
            readRow(row, resource, list, references, assets, findings);
        }
    }

    private List<Row> dataRows() {
        var header = columns.header();
        return table.filled().stream()
                .filter(row -> header == null || row.line() > header.line())
                .toList();
    }

    private void readRow(
            Row row,
            String resource,
            List<Asset> list,
            Map<String, String> references,
            Assets assets,
            Findings findings) {
        int before = list.size();
        int level = columns.level() < 0 ? 0 : level(row, findings);
        boolean found = false;
        for (int column : columns.links()) {
            var links = Inline.links(row.cell(column), references);
            int at = columns.levels().getOrDefault(column, level);
            for (var link : links) {
                assets.asset(link, row.line(), at, links.size() == 1 ? besides(row, column) : "")
                        .ifPresent(list::add);
            }
            found |= !links.isEmpty();
        }
        if (!found) {
            noLink(row, resource, findings);
        } else if (columns.level() >= 0 && list.size() - before > 1) {
            findings.info(
                    row.line(),
                    "row-several-links",
                    "The row has %d links; each is an asset.".formatted(list.size() - before));
        }
    }

    private void noLink(Row row, String resource, Findings findings) {
        boolean blank =
                columns.links().stream().allMatch(column -> row.text(column).isEmpty());
        if (blank) {
            findings.info(
                    row.line(),
                    "row-without-asset",
                    "The row of %s is empty; it is no asset.".formatted(Findings.quote(resource)));
        } else {
            findings.warning(
                    row.line(),
                    "asset-without-link",
                    "The row of %s has text but no link; it is no asset.".formatted(Findings.quote(resource)));
        }
    }

    private int level(Row row, Findings findings) {
        var text = row.text(columns.level());
        var level = Columns.levelIn(text);
        if (level.isEmpty() && !text.isEmpty()) {
            findings.warning(
                    row.line(),
                    "level-unreadable",
                    "%s is not a level; the row was read without one.".formatted(Findings.quote(text)));
        } else if (level.isEmpty()
                && columns.links().stream().anyMatch(column -> !row.cell(column).isBlank())) {
            findings.warning(row.line(), "level-missing", "The row gives no level.");
        } else if (Columns.isRange(text)) {
            findings.warning(
                    row.line(),
                    "level-range",
                    "%s names more than one level; the first was taken.".formatted(Findings.quote(text)));
        }
        return level.orElse(0);
    }

    /** The title that another cell of the row gives to its link. */
    private String besides(Row row, int link) {
        return columns.links().stream()
                .filter(column -> column != link
                        && TITLE_WORD.matcher(columns.title(column)).matches())
                .filter(column -> Inline.links(row.cell(column), Map.of()).isEmpty())
                .map(row::text)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    void inspect(Findings findings) {
        Padding.inspect(
                dataRows(), columns.level(), "level-spaces", "There are stray spaces around the level.", findings);
        for (int column : columns.links()) {
            Padding.inspect(dataRows(), column, "link-spaces", "There are stray spaces around the link.", findings);
        }
    }
}
