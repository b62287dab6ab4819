package dev.waymark.server.content.diff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waymark.server.content.Cell;
import dev.waymark.server.content.Counts;
import dev.waymark.server.content.Fingerprint;
import dev.waymark.server.content.Module;
import dev.waymark.server.content.reading.PageReader;
import dev.waymark.server.content.reading.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The whole history of a page: what each of its editions would have done to a learner who had finished the one before. */
public record Replay(List<Edition> editions) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public record Source(String name, byte[] page) {}

    /** @param counts null where the page is unusable; it is passed over then */
    public record Edition(
            String name,
            @Nullable Counts counts,
            @Nullable String contentHash,
            long errors,
            long warnings,
            long notes,
            @Nullable Step step) {}

    /** From the last usable edition to this one, for a learner at 100 %. */
    public record Step(
            String from,
            Revision revision,
            int same,
            int retitled,
            int renamed,
            int levelMoved,
            int moved,
            int replaced,
            int removed,
            int added,
            int kept,
            int assets,
            int cellsComplete,
            int cells,
            List<EnvironmentRename> environmentRenames) {
        static Step of(String from, Module before, Module after) {
            var diff = Differ.diff(before, after);
            var complete = complete(diff, after);
            return new Step(
                    from,
                    diff.revision(),
                    diff.untouched().size(),
                    diff.with(Change.RETITLED).size(),
                    diff.with(Change.RESOURCE_RENAMED).size(),
                    diff.with(Change.LEVEL_MOVED).size(),
                    diff.of(Kind.MOVED).size(),
                    diff.of(Kind.REPLACED).size(),
                    diff.of(Kind.REMOVED).size(),
                    diff.of(Kind.ADDED).size(),
                    diff.carried().size(),
                    after.counts().assets(),
                    complete.size(),
                    after.cells().size(),
                    diff.proposals());
        }
    }

    public static Replay of(List<Source> sources) {
        var editions = new ArrayList<Edition>();
        Module before = null;
        var beforeName = "";
        for (var source : sources) {
            var reading = PageReader.read(source.page());
            var module = reading.module();
            var step = module == null || before == null ? null : Step.of(beforeName, before, module);
            editions.add(new Edition(
                    source.name(),
                    module == null ? null : module.counts(),
                    module == null ? null : Fingerprint.contentHash(module),
                    reading.count(Severity.ERROR),
                    reading.count(Severity.WARNING),
                    reading.count(Severity.INFO),
                    step));
            if (module != null) {
                before = module;
                beforeName = source.name();
            }
        }
        return new Replay(List.copyOf(editions));
    }

    private static Set<Cell> complete(Diff diff, Module after) {
        var complete = new HashSet<>(after.cells());
        for (var row : diff.rows()) {
            if (row.after() != null && !row.carried()) {
                complete.remove(row.after().cell());
            }
        }
        return complete;
    }

    public String toJson() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a replay is plain data", e);
        }
    }

    public String toText() {
        var text = new StringBuilder();
        editions.forEach(edition -> text.append(text(edition)));
        return text.toString();
    }

    private static String text(Edition edition) {
        var counts = edition.counts();
        if (counts == null) {
            return edition.name() + "\n  unusable; passed over\n";
        }
        var head =
                "%s\n  %d environments, %d services, %d resources, %d assets, %d cells; %d errors, %d warnings, %d notes\n"
                        .formatted(
                                edition.name(),
                                counts.environments(),
                                counts.services(),
                                counts.resources(),
                                counts.assets(),
                                counts.cells(),
                                edition.errors(),
                                edition.warnings(),
                                edition.notes());
        return head + (edition.step() == null ? "" : text(edition.step()));
    }

    private static String text(Step step) {
        var renames = step.environmentRenames().stream()
                .map(rename -> "  to confirm: %s is now %s\n".formatted(rename.from(), rename.to()))
                .reduce("", String::concat);
        return "  from %s (%s): %d same, %d retitled, %d renamed, %d level moved, %d moved, %d replaced, %d removed, %d added\n"
                        .formatted(
                                step.from(),
                                step.revision().name().toLowerCase(Locale.ROOT),
                                step.same(),
                                step.retitled(),
                                step.renamed(),
                                step.levelMoved(),
                                step.moved(),
                                step.replaced(),
                                step.removed(),
                                step.added())
                + "  a learner at 100 %% keeps %d of %d assets and %d of %d cells\n"
                        .formatted(step.kept(), step.assets(), step.cellsComplete(), step.cells())
                + renames;
    }
}
