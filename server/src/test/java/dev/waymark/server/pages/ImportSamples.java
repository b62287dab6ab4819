package dev.waymark.server.pages;

import dev.waymark.server.admin.ImportView;
import dev.waymark.server.admin.ImportView.Change;
import dev.waymark.server.admin.ImportView.Choice;
import dev.waymark.server.admin.ImportView.Counts;
import dev.waymark.server.admin.ImportView.Finding;
import dev.waymark.server.admin.ImportView.Group;
import dev.waymark.server.admin.ImportView.Impact;
import dev.waymark.server.admin.ImportView.Kind;
import dev.waymark.server.admin.ImportView.Severity;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class ImportSamples {
    private ImportSamples() {}

    static ImportView edition(Texts texts) {
        return view(
                texts,
                3,
                true,
                List.of(
                        new Finding(27, Severity.WARNING, "mojibake", "UTF-8 was read as cp1252.", "We’ve", "#"),
                        new Finding(115, Severity.NOTE, "list-number", "The number 5 stands twice.", null, null),
                        new Finding(
                                150,
                                Severity.WARNING,
                                "name-mismatch",
                                "The list and the table seem to name one thing differently.",
                                null,
                                null)),
                List.of(
                        new Group(
                                Kind.MOVED,
                                List.of(new Change(
                                        "1",
                                        "Hosted · DSVM · 300",
                                        "https://learn.example.org/old",
                                        "https://learn.example.org/" + Sample.ENDLESS,
                                        412,
                                        Choice.CONFIRM))),
                        new Group(
                                Kind.RETITLED,
                                List.of(new Change(
                                        "2",
                                        "Managed · SQL Edge · 100",
                                        "What is it?",
                                        "An overview",
                                        98,
                                        Choice.OVERRIDE))),
                        new Group(
                                Kind.REMOVED,
                                List.of(new Change(
                                        "3", "Managed · Applied AI · 300", Sample.HOSTILE, null, 31, Choice.NONE))),
                        new Group(
                                Kind.ADDED,
                                List.of(new Change(
                                        "4",
                                        "Developer · Local · 400",
                                        null,
                                        "Distributed training",
                                        0,
                                        Choice.NONE)))),
                new Impact(1204, 380, 12, 7, 0));
    }

    static ImportView unusable(Texts texts) {
        return view(
                texts,
                null,
                false,
                List.of(new Finding(
                        1,
                        Severity.ERROR,
                        "no-permalink",
                        "The front matter has no permalink, so the module has no key.",
                        null,
                        null)),
                List.of(),
                new Impact(0, 0, 0, 0, 0));
    }

    private static ImportView view(
            Texts texts,
            @Nullable Integer replaces,
            boolean usable,
            List<Finding> findings,
            List<Group> changes,
            Impact impact) {
        return new ImportView(
                AdminSamples.page(texts, Place.MODULES),
                "#",
                "AI & ML Academy – Azure ML Platform",
                "aml-plat",
                replaces,
                new Counts(4, 22, 18, 50, 12),
                findings,
                usable,
                46,
                changes,
                impact,
                "#",
                "#",
                null);
    }
}
