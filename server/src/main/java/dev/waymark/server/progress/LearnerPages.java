package dev.waymark.server.progress;

import dev.waymark.server.content.Environment;
import dev.waymark.server.editions.Cell;
import dev.waymark.server.editions.Earlier;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.PlacedAsset;
import dev.waymark.server.web.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A learner's overview as the views of their pages. */
final class LearnerPages {
    private final Page page;
    private final String base;
    private final Overview overview;
    private final Edition edition;
    private final Lines lines;
    private final Optional<PlacedAsset> next;
    private final Due due;
    private final Instant now;

    /** @param base {@code /l/{launch}/learn/{slug}} */
    LearnerPages(Page page, String base, Overview overview, Due due, Instant now) {
        this.page = page;
        this.base = base;
        this.overview = overview;
        this.edition = overview.edition();
        this.lines = Lines.of(edition);
        this.next = overview.nextUp();
        this.due = due;
        this.now = now;
    }

    MapView map(MapView.@Nullable Update update) {
        boolean matrix = !edition.module().rows().values().isEmpty()
                && !edition.module().columns().values().isEmpty();
        List<MapView.Station> loose = edition.module().environments().stream()
                .filter(environment -> !matrix || environment.row() == null || environment.column() == null)
                .map(this::station)
                .toList();
        String description = edition.module().description();
        return new MapView(
                page,
                edition.module().title(),
                description.isBlank() ? null : description,
                matrix ? matrix() : null,
                loose,
                drawnLines(),
                lines.paths().size() > 1 ? page.texts().get("map.caution.between-lines") : null,
                summary(),
                levels(),
                update);
    }

    private MapView.Matrix matrix() {
        List<String> columns = edition.module().columns().values();
        List<MapView.Row> rows = edition.module().rows().values().stream()
                .map(row -> new MapView.Row(
                        row,
                        columns.stream().map(column -> stations(row, column)).toList()))
                .toList();
        return new MapView.Matrix(
                edition.module().rows().name(), edition.module().columns().name(), columns, rows);
    }

    private List<MapView.Station> stations(String row, String column) {
        return edition.module().environments().stream()
                .filter(environment -> row.equals(environment.row()) && column.equals(environment.column()))
                .map(this::station)
                .toList();
    }

    private MapView.Station station(Environment environment) {
        String key = environment.key();
        Environment before = lines.before(key);
        Environment after = lines.after(key);
        return new MapView.Station(
                environment.name(),
                base + "/" + key,
                environment.summary(),
                overview.done(key),
                overview.total(key),
                lines.number(key),
                before == null ? null : before.name(),
                lines.adjacent(before, environment),
                after == null ? null : after.name(),
                lines.adjacent(environment, after),
                moduleLevels().stream().map(level -> stop(key, level)).toList());
    }

    private List<Integer> moduleLevels() {
        return edition.cells().stream().map(Cell::level).distinct().sorted().toList();
    }

    private MapView.Stop stop(String environment, int level) {
        Optional<Cell> cell = edition.cells().stream()
                .filter(each -> each.environment().equals(environment) && each.level() == level)
                .findFirst();
        String url = base + "/" + environment + "#level-" + level;
        if (cell.isEmpty()) {
            return new MapView.Stop(level, 0, 0, MarkView.HOLE, false, url);
        }
        int done = overview.cells()[cell.get().index()];
        boolean here = next.filter(asset -> asset.environment().equals(environment) && asset.level() == level)
                .isPresent();
        return new MapView.Stop(
                level, done, cell.get().total(), mark(done, cell.get().total()), here, url);
    }

    private static MarkView mark(int done, int total) {
        return done >= total ? MarkView.DONE : done > 0 ? MarkView.PARTLY : MarkView.OPEN;
    }

    private List<MapView.Line> drawnLines() {
        List<MapView.Line> drawn = new ArrayList<>();
        for (List<String> path : lines.paths()) {
            int done = path.stream().mapToInt(overview::done).sum();
            int total = path.stream().mapToInt(overview::total).sum();
            String mine = overview.chosenPath() == null ? lines.paths().get(0).get(0) : overview.chosenPath();
            boolean chosen = path.get(0).equals(mine);
            drawn.add(new MapView.Line(
                    drawn.size() + 1,
                    path.stream().map(lines::name).toList(),
                    new Edition.Share(done, total).percent(),
                    chosen,
                    chosen ? null : base + "/path/" + path.get(0)));
        }
        return drawn;
    }

    private List<SummaryView.LevelTotal> levels() {
        return moduleLevels().stream().map(this::level).toList();
    }

    private SummaryView.LevelTotal level(int level) {
        List<SummaryView.EnvironmentTotal> parts = edition.cells().stream()
                .filter(cell -> cell.level() == level)
                .map(cell -> new SummaryView.EnvironmentTotal(
                        lines.name(cell.environment()),
                        lines.number(cell.environment()),
                        overview.cells()[cell.index()],
                        cell.total()))
                .toList();
        int done =
                parts.stream().mapToInt(SummaryView.EnvironmentTotal::completed).sum();
        int total = parts.stream().mapToInt(SummaryView.EnvironmentTotal::total).sum();
        return new SummaryView.LevelTotal(level, done, total, parts);
    }

    SummaryView summary() {
        return new SummaryView(
                overview.completed(),
                edition.total(),
                overview.percent(),
                (int) overview.cellsCompleted(),
                edition.cells().size(),
                next.map(this::nextUp).orElse(null),
                record(),
                due.open(overview).stream().map(this::due).toList(),
                overview.asked().map(this::renewal).orElse(null));
    }

    private SummaryView.Due due(Due.Open open) {
        String environment = open.environment();
        return new SummaryView.Due(
                environment == null ? null : lines.name(environment),
                open.at().toString(),
                open.at().isBefore(now));
    }

    private SummaryView.NextUp nextUp(PlacedAsset asset) {
        return new SummaryView.NextUp(
                asset.title(),
                Hosts.of(asset.url()),
                lines.name(asset.environment()),
                asset.level(),
                lines.number(asset.environment()),
                base + "/" + asset.environment() + "#asset-" + asset.id());
    }

    private RenewalView renewal(Overview.Asked asked) {
        Earlier pinned = overview.pinned();
        return asked.view(now, pinned == null ? null : base + "/since/" + pinned.version());
    }

    private SummaryView.@Nullable Record record() {
        Standing.Earned record = overview.record();
        Page.Visit visit = page.visit();
        return record == null || !record.counts() || visit == null
                ? null
                : new SummaryView.Record(
                        record.issuedAt().toString(), visit.base() + "/learn/records", "/verify/" + record.code());
    }

    EnvironmentView environment(Environment environment) {
        String key = environment.key();
        List<PlacedAsset> here = edition.assets().stream()
                .filter(asset -> asset.environment().equals(key))
                .toList();
        List<Integer> levels =
                List.copyOf(here.stream().map(PlacedAsset::level).collect(Collectors.toCollection(TreeSet::new)));
        return new EnvironmentView(
                page,
                edition.module().title(),
                base,
                environment.name(),
                environment.row(),
                environment.column(),
                lines.number(key),
                overview.done(key),
                overview.total(key),
                earned(key),
                environment.summary().isBlank() ? null : environment.summary(),
                paragraphs(environment.prose()),
                levels,
                environment.resources().stream()
                        .map(dev.waymark.server.content.Resource::name)
                        .filter(name ->
                                here.stream().anyMatch(asset -> asset.resource().equals(name)))
                        .map(name -> resource(name, here, levels))
                        .toList(),
                environment.servicesWithoutTraining().stream()
                        .map(dev.waymark.server.content.Service::name)
                        .toList(),
                neighbour(lines.before(key)),
                neighbour(lines.after(key)),
                summary());
    }

    private EnvironmentView.@Nullable Earned earned(String environment) {
        Page.Visit visit = page.visit();
        Optional<Standing.Earned> record = overview.recordOf(environment);
        if (visit == null || record.isEmpty()) {
            return null;
        }
        boolean anew = overview.wantsAnew(record.get(), environment);
        Instant by = edition.renewal().deadline();
        return new EnvironmentView.Earned(
                record.get().issuedAt().toString(),
                visit.base() + "/learn/records",
                anew,
                anew && by != null ? by.toString() : null);
    }

    private EnvironmentView.Resource resource(String name, List<PlacedAsset> here, List<Integer> levels) {
        return new EnvironmentView.Resource(
                name,
                levels.stream()
                        .map(level -> new EnvironmentView.Place(
                                level,
                                here.stream()
                                        .filter(asset -> asset.resource().equals(name) && asset.level() == level)
                                        .map(this::asset)
                                        .toList()))
                        .toList());
    }

    private EnvironmentView.@Nullable Neighbour neighbour(@Nullable Environment environment) {
        return environment == null
                ? null
                : new EnvironmentView.Neighbour(environment.name(), base + "/" + environment.key());
    }

    private static List<String> paragraphs(String prose) {
        return prose.isBlank() ? List.of() : List.of(prose.strip().split("\\n\\s*\\n"));
    }

    TickedView ticked(PlacedAsset asset) {
        String key = asset.environment();
        return new TickedView(
                page, asset(asset), lines.number(key), summary(), overview.done(key), overview.total(key), earned(key));
    }

    AssetView asset(PlacedAsset asset) {
        AssetProgress mine = overview.of(asset);
        String action = base + "/assets/" + asset.id();
        boolean older = mine.completedAt() != null && mine.completedAt().isBefore(edition.publishedAt());
        boolean waived = edition.waived().contains(asset.id());
        return new AssetView(
                asset.id().toString(),
                asset.level(),
                asset.title(),
                asset.url(),
                Hosts.of(asset.url()),
                overview.lapsed(asset) ? MarkView.RENEW : MarkView.of(mine.state()),
                next.filter(asset::equals).isPresent(),
                action,
                action,
                mine.completedAt() == null ? null : mine.completedAt().toString(),
                mine.note() == null ? null : new AssetView.Note(mine.note(), mine.noteShared()),
                mine.evidence() == null ? null : new AssetView.Evidence(mine.evidence(), Hosts.of(mine.evidence())),
                verification(mine.verification()),
                older ? asset.carried() : null,
                waived
                        ? page.texts().get("asset.waived.reason")
                        : overview.covered(asset) ? page.texts().get("asset.covered.reason") : null,
                mine.state().done() ? twin(asset) : null);
    }

    private static AssetView.@Nullable Verification verification(AssetProgress.@Nullable Verification given) {
        return given == null
                ? null
                : new AssetView.Verification(
                        given.by() == null ? "—" : given.by(),
                        given.context() == null ? "—" : given.context(),
                        given.at().toString());
    }

    private AssetView.@Nullable Twin twin(PlacedAsset asset) {
        return overview.twins(asset).stream()
                .filter(other -> !overview.of(other).state().done())
                .findFirst()
                .map(other -> new AssetView.Twin(
                        lines.name(other.environment()), other.level(), base + "/assets/" + id(other.id())))
                .orElse(null);
    }

    private static String id(UUID asset) {
        return asset.toString();
    }
}
