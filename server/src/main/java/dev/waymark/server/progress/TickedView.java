package dev.waymark.server.progress;

import dev.waymark.server.web.Page;
import org.jspecify.annotations.Nullable;

/** The answer to a tick made in place: the asset again, the page's head, and a sentence to be read out. */
public record TickedView(
        Page page,
        AssetView asset,
        int line,
        SummaryView header,
        int completed,
        int total,
        EnvironmentView.@Nullable Earned record) {}
