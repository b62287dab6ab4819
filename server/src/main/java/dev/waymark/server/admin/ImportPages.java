package dev.waymark.server.admin;

import dev.waymark.server.admin.ImportView.Choice;
import dev.waymark.server.admin.ImportView.Kind;
import dev.waymark.server.content.Module;
import dev.waymark.server.content.Placement;
import dev.waymark.server.content.diff.Change;
import dev.waymark.server.content.diff.Diff;
import dev.waymark.server.content.diff.DiffRow;
import dev.waymark.server.content.diff.EnvironmentRename;
import dev.waymark.server.content.reading.Finding;
import dev.waymark.server.editions.drafts.Comparison;
import dev.waymark.server.editions.drafts.Draft;
import dev.waymark.server.editions.drafts.Drafts;
import dev.waymark.server.editions.drafts.Impact;
import dev.waymark.server.web.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A draft as its page shows it. */
final class ImportPages {
    private final Drafts.Shown shown;
    private final Comparison comparison;
    private final Map<String, String> names = new HashMap<>();

    private ImportPages(Drafts.Shown shown) {
        this.shown = shown;
        this.comparison = shown.comparison();
        name(comparison.before().page());
        name(comparison.after());
    }

    static ImportView view(Page page, String base, Drafts.Shown shown, @Nullable String notice) {
        Draft draft = shown.draft();
        String self = base + "/admin/imports/" + draft.id();
        ImportPages pages = new ImportPages(shown);
        var counts = draft.page().counts();
        return new ImportView(
                page,
                base + "/admin/modules",
                draft.page().title(),
                draft.slug(),
                shown.comparison().first() ? null : shown.comparison().before().number(),
                new ImportView.Counts(
                        counts.environments(), counts.services(), counts.resources(), counts.assets(), counts.cells()),
                draft.findings().stream().map(ImportPages::finding).toList(),
                true,
                shown.comparison().diff().untouched().size(),
                shown.comparison().first() ? List.of() : pages.groups(),
                impact(shown.impact()),
                self + "/publish",
                self + "/cancel",
                notice);
    }

    private void name(Module module) {
        module.environments().forEach(environment -> names.put(environment.key(), environment.name()));
    }

    private static ImportView.Finding finding(Finding finding) {
        return new ImportView.Finding(
                finding.line(),
                switch (finding.severity()) {
                    case ERROR -> ImportView.Severity.ERROR;
                    case WARNING -> ImportView.Severity.WARNING;
                    case INFO -> ImportView.Severity.NOTE;
                },
                finding.code(),
                finding.message(),
                finding.repair(),
                null);
    }

    private static ImportView.Impact impact(@Nullable Impact impact) {
        return impact == null
                ? new ImportView.Impact(0, 0, 0, 0, 0)
                : new ImportView.Impact(
                        (int) impact.learners(),
                        (int) impact.learnersGainingOpenItems(),
                        (int) impact.learnersLosingCompleteCells(),
                        (int) impact.learnersCompletedByEdition(),
                        (int) impact.recordsChanged());
    }

    private List<ImportView.Group> groups() {
        Diff diff = comparison.diff();
        List<ImportView.Group> groups = new ArrayList<>();
        add(
                groups,
                Kind.ENVIRONMENT,
                diff.proposals().stream().map(this::rename).toList());
        add(groups, Kind.MOVED, rows(diff.of(dev.waymark.server.content.diff.Kind.MOVED), ImportPages::link));
        add(groups, Kind.REPLACED, rows(diff.of(dev.waymark.server.content.diff.Kind.REPLACED), ImportPages::link));
        add(groups, Kind.REMOVED, rows(diff.of(dev.waymark.server.content.diff.Kind.REMOVED), ImportPages::title));
        add(groups, Kind.ADDED, rows(diff.of(dev.waymark.server.content.diff.Kind.ADDED), ImportPages::title));
        add(groups, Kind.RETITLED, rows(diff.with(Change.RETITLED), ImportPages::title));
        add(groups, Kind.RENAMED, rows(diff.with(Change.RESOURCE_RENAMED), Placement::resource));
        add(groups, Kind.LEVEL_MOVED, rows(diff.with(Change.LEVEL_MOVED), ImportPages::level));
        return groups;
    }

    private static void add(List<ImportView.Group> groups, Kind kind, List<ImportView.Change> changes) {
        if (!changes.isEmpty()) {
            groups.add(new ImportView.Group(kind, changes));
        }
    }

    private ImportView.Change rename(EnvironmentRename rename) {
        return new ImportView.Change(
                Comparison.id(rename),
                rename.sharedAssets() + " / " + rename.oldAssets(),
                names.get(rename.from()),
                names.get(rename.to()),
                0,
                Choice.CONFIRM);
    }

    private List<ImportView.Change> rows(List<DiffRow> rows, Function<Placement, String> what) {
        return rows.stream().map(row -> row(row, what)).toList();
    }

    private ImportView.Change row(DiffRow row, Function<Placement, String> what) {
        Placement before = row.before();
        Placement after = row.after();
        Placement shownAt = after == null ? before : after;
        Long ticks = before == null
                ? null
                : shown.ticks().get(comparison.before().assets().get(before.index()));
        return new ImportView.Change(
                comparison.id(row),
                shownAt == null ? "" : where(shownAt),
                before == null ? null : what.apply(before),
                after == null ? null : what.apply(after),
                ticks == null ? 0 : ticks.intValue(),
                choice(row));
    }

    private static Choice choice(DiffRow row) {
        if (row.before() == null || row.after() == null) {
            return Choice.NONE;
        }
        return row.carried() ? Choice.OVERRIDE : Choice.CONFIRM;
    }

    private String where(Placement placement) {
        String environment = names.getOrDefault(placement.environment(), placement.environment());
        int level = placement.asset().level();
        return environment + " · " + placement.resource() + (level == 0 ? "" : " · " + level);
    }

    private static String title(Placement placement) {
        return placement.asset().title();
    }

    private static String link(Placement placement) {
        return placement.asset().title() + " " + placement.asset().url();
    }

    private static String level(Placement placement) {
        return Integer.toString(placement.asset().level());
    }
}
