package dev.waymark.server.progress;

import dev.waymark.server.editions.Earlier;
import dev.waymark.server.editions.PlacedAsset;
import dev.waymark.server.editions.WhatChanged;
import dev.waymark.server.web.Page;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The changes since a version as the view of a learner's page. */
record ChangePages(Page page, String base, Overview overview, Earlier earlier) {

    ChangesView view() {
        List<WhatChanged.Change> changes =
                WhatChanged.between(earlier.assets(), overview.edition().assets());
        List<ChangesView.Group> groups = Arrays.stream(WhatChanged.Kind.values())
                .map(kind -> new ChangesView.Group(
                        kind,
                        changes.stream()
                                .filter(change -> change.kind() == kind)
                                .map(this::line)
                                .toList()))
                .filter(group -> !group.lines().isEmpty())
                .toList();
        return new ChangesView(
                page,
                overview.edition().module().title(),
                base,
                earlier.number(),
                overview.edition().number(),
                groups);
    }

    private ChangesView.Line line(WhatChanged.Change change) {
        PlacedAsset now = change.now();
        PlacedAsset shown = now == null ? Objects.requireNonNull(change.before()) : now;
        String environment = Lines.of(overview.edition()).name(shown.environment());
        return new ChangesView.Line(
                shown.title(),
                environment + " · " + shown.resource(),
                shown.level(),
                before(change),
                now == null ? null : base + "/" + now.environment() + "#asset-" + now.id(),
                now == null || !counts(now) ? null : now.carried());
    }

    private boolean counts(PlacedAsset asset) {
        return overview.of(asset).state().done() && !overview.lapsed(asset);
    }

    private static @Nullable String before(WhatChanged.Change change) {
        PlacedAsset was = change.before();
        PlacedAsset now = change.now();
        if (was == null || now == null) {
            return null;
        }
        return was.title().equals(now.title())
                ? was.resource().equals(now.resource()) && was.level() == now.level()
                        ? was.url()
                        : was.resource() + " · " + was.level()
                : was.title();
    }
}
