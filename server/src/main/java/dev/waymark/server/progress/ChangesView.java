package dev.waymark.server.progress;

import dev.waymark.server.editions.WhatChanged;
import dev.waymark.server.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What changed between an earlier version and the current one, with what happened to the learner's ticks. */
public record ChangesView(Page page, String title, String mapUrl, int from, int to, List<Group> groups) {

    /** Never empty. */
    public record Group(WhatChanged.Kind kind, List<Line> lines) {}

    /**
     * One asset.
     *
     * @param title as it is now; of what was removed, as it was
     * @param before what it was called or where it stood, when that differs
     * @param url its place on the map; null for what was removed
     * @param carried why the learner's earlier tick counts
     */
    public record Line(
            String title,
            String where,
            int level,
            @Nullable String before,
            @Nullable String url,
            @Nullable String carried) {}
}
