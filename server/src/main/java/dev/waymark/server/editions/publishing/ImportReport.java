package dev.waymark.server.editions.publishing;

import dev.waymark.server.content.diff.Change;
import dev.waymark.server.content.diff.Diff;
import dev.waymark.server.content.diff.Kind;
import dev.waymark.server.editions.drafts.Draft;
import dev.waymark.server.editions.drafts.Drafts;
import dev.waymark.server.editions.drafts.Impact;

/** An import told in lines of text. */
final class ImportReport {
    private ImportReport() {}

    static String of(Drafts.Shown shown, Draft now, boolean preview) {
        return ImportCommand.findings(now.findings())
                + now.slug() + ": " + ImportCommand.counts(now.page()) + "\n"
                + (shown.comparison().first() ? "" : changes(shown.comparison().diff()))
                + (shown.impact() == null || shown.comparison().first() ? "" : impact(shown.impact()))
                + outcome(now, preview);
    }

    private static String changes(Diff diff) {
        return "%d same, %d retitled, %d renamed, %d level moved, %d moved, %d replaced, %d removed, %d added\n"
                .formatted(
                        diff.untouched().size(),
                        diff.with(Change.RETITLED).size(),
                        diff.with(Change.RESOURCE_RENAMED).size(),
                        diff.with(Change.LEVEL_MOVED).size(),
                        diff.of(Kind.MOVED).size(),
                        diff.of(Kind.REPLACED).size(),
                        diff.of(Kind.REMOVED).size(),
                        diff.of(Kind.ADDED).size());
    }

    private static String impact(Impact impact) {
        return ("of %d learners, %d gain open items, %d lose a complete cell, %d are completed by it;"
                        + " %d records change\n")
                .formatted(
                        impact.learners(),
                        impact.learnersGainingOpenItems(),
                        impact.learnersLosingCompleteCells(),
                        impact.learnersCompletedByEdition(),
                        impact.recordsChanged());
    }

    private static String outcome(Draft now, boolean preview) {
        if (preview) {
            return "nothing was kept\n";
        }
        return now.number() == null ? "draft " + now.id() + "\n" : "published as version " + now.number() + "\n";
    }
}
