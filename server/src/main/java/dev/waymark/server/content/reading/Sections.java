package dev.waymark.server.content.reading;

import dev.waymark.server.content.Asset;
import dev.waymark.server.content.Environment;
import dev.waymark.server.content.Resource;
import dev.waymark.server.content.Slug;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the sections of a page into environments. */
final class Sections {
    private final Page page;
    private final Outline outline;
    private final Lists lists;
    private final List<LevelTable> levelTables;
    private final Map<String, String> references;
    private final Assets assets;
    private final Findings findings;
    private final Set<String> keys = new HashSet<>();

    Sections(
            Page page,
            Outline outline,
            Lists lists,
            List<LevelTable> levelTables,
            Map<String, String> references,
            Assets assets,
            Findings findings) {
        this.page = page;
        this.outline = outline;
        this.lists = lists;
        this.levelTables = levelTables;
        this.references = references;
        this.assets = assets;
        this.findings = findings;
    }

    Environment environment(Section section, String name, Matrix.@Nullable Position position, String definition) {
        var key = key(name);
        assets.enter(key);
        var tables = levelTables.stream()
                .filter(table -> table.table().overlaps(section))
                .toList();
        var row = position == null ? null : position.row();
        var column = position == null ? null : position.column();
        if (tables.isEmpty()) {
            return new Environment(
                    key,
                    name,
                    row,
                    column,
                    definition,
                    prose(section, firstLink(section)),
                    List.of(),
                    unlevelled(section, name));
        }
        int firstTable = tables.get(0).table().firstLine();
        var services = lists.services(section, firstTable);
        var resources = new LinkedHashMap<Item, List<Asset>>();
        tables.forEach(table -> table.read(resources, name, references, assets, findings));
        var filled = resources.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> new Resource(entry.getKey().name(), entry.getValue()))
                .toList();
        var items = services.items().stream()
                .map(item -> new Item(item.line(), Inline.text(item.name())))
                .filter(item -> !item.name().isEmpty())
                .toList();
        var matched = ServiceMatching.match(
                items,
                List.copyOf(resources.keySet()),
                filled.stream().map(Resource::name).toList(),
                findings);
        return new Environment(
                key,
                name,
                row,
                column,
                definition,
                prose(section, Math.min(services.first(), firstTable)),
                matched,
                filled);
    }

    /** An environment that only the matrix names. */
    Environment empty(Matrix.Position position, String definition, int line) {
        findings.warning(
                line,
                "environment-without-section",
                "The page has no section for %s.".formatted(Findings.quote(position.name())));
        return new Environment(
                key(position.name()),
                position.name(),
                position.row(),
                position.column(),
                definition,
                "",
                List.of(),
                List.of());
    }

    private String key(String name) {
        var slug = Slug.ofEnvironment(name);
        var key = slug;
        for (int suffix = 2; !keys.add(key); suffix++) {
            key = slug + "-" + suffix;
        }
        return key;
    }

    private String prose(Section section, int before) {
        return section.start() >= before
                ? ""
                : Prose.source(page.lines().subList(section.start() - 1, Math.min(before, section.end() + 1) - 1));
    }

    private int firstLink(Section section) {
        for (int line = section.start(); line <= section.end(); line++) {
            if (Paragraph.mayLink(page.spoken(line))) {
                return line;
            }
        }
        return section.end() + 1;
    }

    /** Assets without level, by the subheading they stand under. */
    private List<Resource> unlevelled(Section section, String name) {
        var byHeading = new LinkedHashMap<String, Map<String, Asset>>();
        for (var paragraph : Paragraph.in(page, section)) {
            if (assets.isFull()) {
                findings.error(
                        paragraph.line(),
                        "too-many-assets",
                        "More than %,d assets are not read.".formatted(Limits.ASSETS));
                break;
            }
            for (var link : Inline.links(paragraph.text(), references)) {
                int line = Math.min(paragraph.line() + link.line(), section.end());
                var heading = outline.above(line)
                        .filter(above -> section.holds(above.line()))
                        .map(Heading::title)
                        .filter(title -> !title.isEmpty())
                        .orElse(name);
                assets.asset(link, line, 0, paragraph.label()).ifPresent(asset -> {
                    var own = byHeading.computeIfAbsent(heading, title -> new LinkedHashMap<>());
                    if (own.putIfAbsent(asset.canonicalUrl(), asset) != null) {
                        findings.info(
                                line,
                                "link-repeated",
                                "%s is linked before in the same section; it is one asset."
                                        .formatted(Findings.quote(asset.title())));
                    }
                });
            }
        }
        var resources = new ArrayList<Resource>();
        byHeading.forEach((heading, found) -> resources.add(new Resource(heading, List.copyOf(found.values()))));
        return resources;
    }
}
