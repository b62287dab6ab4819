package dev.waymark.server.admin;

import dev.waymark.server.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The modules with their versions and drafts, and the first step of an import. */
public record ModulesView(
        Page page,
        List<Module> modules,
        String importAction,
        String urlAction,
        @Nullable String problem) {

    /** {@code version}: 0 = nothing published yet. */
    public record Module(
            String title, String slug, int version, String publishedAt, int learners, String url, List<Draft> drafts) {}

    public record Draft(String url, String importedAt, String source) {}
}
