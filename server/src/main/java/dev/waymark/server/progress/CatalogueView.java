package dev.waymark.server.progress;

import dev.waymark.server.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The published modules to choose from; empty when nothing is published yet. */
public record CatalogueView(Page page, List<Entry> entries) {
    public record Entry(
            String title,
            @Nullable String description,
            String url,
            int version,
            int environments,
            int completed,
            int total,
            int percent) {}
}
