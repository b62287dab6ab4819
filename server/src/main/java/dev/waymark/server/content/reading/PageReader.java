package dev.waymark.server.content.reading;

import dev.waymark.server.content.Axis;
import dev.waymark.server.content.Environment;
import dev.waymark.server.content.Module;
import dev.waymark.server.content.Path;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a page. Nothing here knows a subject, the number of rows, columns or levels, or what they are called: the
 * matrix is the table whose cells are headings, a level table the one with a column of levels. A page without level
 * tables is read as sections whose links are assets without level; what is listed or tabled before the first of them
 * counts too, a link in running text there does not.
 */
public final class PageReader {
    private final Page page;
    private final FrontMatter front;
    private final Findings findings;
    private final Outline outline;
    private final Lists lists;
    private final List<Table> tables;
    private final List<LevelTable> levelTables;
    private final Assets assets;
    private final Sections sections;

    private PageReader(List<String> lines, @Nullable URI base, Findings findings) {
        this.findings = findings;
        front = FrontMatter.read(lines, findings);
        page = Page.of(lines, front.lastLine());
        outline = Outline.of(page, findings);
        lists = Lists.in(page, findings);
        tables = Table.in(page);
        levelTables = withTraining(LevelTable.in(tables, page));
        assets = new Assets(findings, base);
        sections = new Sections(page, outline, lists, levelTables, References.in(page), assets, findings);
    }

    /** Levels without any link are an agenda's, not a training's. */
    private List<LevelTable> withTraining(List<LevelTable> found) {
        return found.stream().anyMatch(this::links) ? found : List.of();
    }

    private boolean links(LevelTable table) {
        return IntStream.rangeClosed(table.table().firstLine(), table.table().lastLine())
                .mapToObj(page::spoken)
                .anyMatch(Paragraph::mayLink);
    }

    public static Reading read(byte[] page) {
        return read(page, null);
    }

    /** @param base the page's own address, against which its relative links are resolved */
    public static Reading read(byte[] page, @Nullable URI base) {
        var findings = new Findings();
        var decoded = Decoding.lines(page, findings);
        if (decoded.isEmpty()) {
            if (page.length <= Limits.BYTES) {
                findings.error(1, "page-empty", "The page has nothing to read.");
            }
            return new Reading(null, findings.inOrder());
        }
        var lines = Cleaning.clean(decoded, findings);
        Mojibake.find(lines, findings);
        var module = new PageReader(lines, base, findings).module();
        return new Reading(module.orElse(null), findings.inOrder());
    }

    private Optional<Module> module() {
        Markup.find(page, findings);
        tables.forEach(table -> table.inspect(findings));
        levelTables.forEach(table -> table.inspect(findings));
        var matrix = Matrix.in(tables, levelTables, outline, findings);
        var module = matrix.map(this::withMatrix).orElseGet(this::withoutMatrix);
        Repetitions.find(assets.located(), findings);
        if (assets.located().isEmpty()) {
            findings.error(1, "no-assets", "The page has no link that could be a training asset.");
            return Optional.empty();
        }
        return Optional.of(module);
    }

    private Module withMatrix(Matrix matrix) {
        var own = matrix.sections(outline);
        var names = List.copyOf(own.keySet());
        int end = own.values().stream().mapToInt(Section::line).min().orElse(page.size() + 1) - 1;
        var overview = Overview.of(page, end, tables, lists, names, findings);
        Overview.axisValues(page, end, matrix.rows().values(), findings);
        Overview.axisValues(page, end, matrix.columns().values(), findings);
        var environments = new ArrayList<Environment>();
        own.forEach((name, section) -> environments.add(sections.environment(
                section,
                section.title(name),
                matrix.positions().get(name),
                overview.definitions().getOrDefault(name, ""))));
        outside(List.copyOf(own.values())).forEach(environments::add);
        matrix.without(own.keySet())
                .forEach(position -> environments.add(sections.empty(
                        position,
                        overview.definitions().getOrDefault(Names.environment(position.name()), ""),
                        matrix.table().firstLine())));
        return module(
                overview.summary(),
                matrix.rows(),
                matrix.columns(),
                environments,
                Paths.of(matrix, environments, findings));
    }

    /** Level tables that stand in none of the matrix's sections. */
    private List<Environment> outside(List<Section> own) {
        var environments = new ArrayList<Environment>();
        var stray = levelTables.stream()
                .map(table -> table.table().firstLine())
                .filter(line -> own.stream().noneMatch(section -> section.holds(line)))
                .collect(Collectors.toSet());
        for (var section : outline.sharing(stray::contains)) {
            boolean room = environments.size() + own.size() < Limits.ENVIRONMENTS;
            if (room && own.stream().noneMatch(known -> section.holds(known.start()))) {
                findings.warning(
                        section.line(),
                        "section-not-in-matrix",
                        "The section %s has training but no place in the matrix."
                                .formatted(Findings.quote(section.title(title()))));
                environments.add(sections.environment(section, section.title(title()), null, ""));
            }
        }
        return environments;
    }

    private Module withoutMatrix() {
        int first = front.lastLine() + 1;
        findings.info(
                Math.min(first, page.size()),
                "no-matrix",
                "The page has no decision matrix; its sections are the environments.");
        boolean levelled = !levelTables.isEmpty();
        if (!levelled) {
            findings.warning(
                    Math.min(first, page.size()),
                    "no-level-tables",
                    "The page has no table of levels; it was read as sections whose links are assets without level.");
        }
        var lines = levelTables.stream().map(table -> table.table().firstLine()).collect(Collectors.toSet());
        var shared = outline.sharing(line -> levelled ? lines.contains(line) : Paragraph.mayLink(page.spoken(line)));
        int end = shared.stream().mapToInt(Section::line).min().orElse(1) - 1;
        var own = Stream.concat(
                        outline
                                .beside(
                                        shared,
                                        line -> levelled ? lines.contains(line) : Paragraph.lists(page.spoken(line)))
                                .stream(),
                        shared.stream())
                .sorted(Comparator.comparingInt(Section::line))
                .toList();
        var names = own.stream()
                .map(section -> Names.environment(section.title(title())))
                .distinct()
                .toList();
        var overview = Overview.of(page, end, tables, lists, names, findings);
        var environments = own.stream()
                .limit(Limits.ENVIRONMENTS)
                .map(section -> sections.environment(
                        section,
                        section.title(title()),
                        null,
                        overview.definitions().getOrDefault(Names.environment(section.title(title())), "")))
                .filter(environment -> !environment.resources().isEmpty())
                .toList();
        return module(overview.summary(), Axis.NONE, Axis.NONE, environments, List.of());
    }

    private Module module(String summary, Axis rows, Axis columns, List<Environment> environments, List<Path> paths) {
        var title = title();
        return new Module(
                Permalink.of(front, title, findings),
                title,
                front.value("description").orElse(""),
                summary,
                rows,
                columns,
                environments,
                paths);
    }

    private String title() {
        return front.value("title")
                .map(Inline::text)
                .filter(title -> !title.isEmpty())
                .or(() -> outline.headings().stream()
                        .map(Heading::title)
                        .filter(title -> !title.isEmpty())
                        .findFirst())
                .orElse("Untitled");
    }
}
