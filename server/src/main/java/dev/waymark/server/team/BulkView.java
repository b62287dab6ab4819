package dev.waymark.server.team;

import dev.waymark.server.web.Page;
import dev.waymark.server.web.PagingView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Learners and levels to choose from, to be verified at once.
 *
 * @param problem why nothing was changed
 * @param most how many verifications one go may make
 */
public record BulkView(
        Page page,
        String context,
        String module,
        String action,
        String backUrl,
        int most,
        @Nullable String problem,
        List<Environment> environments,
        List<Row> learners,
        PagingView paging) {

    public record Environment(String name, int line, List<Level> levels) {}

    /** {@code cell} is the value of the form's field. */
    public record Level(int cell, int level, int trainings) {}

    /** {@code oneself} cannot be chosen. */
    public record Row(String id, @Nullable String name, int percent, boolean oneself) {}
}
