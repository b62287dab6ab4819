package dev.waymark.server.team;

import dev.waymark.server.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form of a team's due dates. */
public record DueView(
        Page page, String context, String module, String action, String backUrl, String zone, List<Row> rows) {

    /**
     * @param field of the form
     * @param name of the environment; null for the whole module
     * @param day ISO 8601, or empty
     */
    public record Row(String field, @Nullable String name, String day) {}
}
