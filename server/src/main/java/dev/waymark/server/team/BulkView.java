package dev.waymark.server.team;

import dev.waymark.server.web.Page;
import dev.waymark.server.web.PagingView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Learners and levels to choose from, to be verified at once.
 *
 * @param most how many verifications one go may make
 * @param wrong why nothing was changed; null before anything was tried
 */
public record BulkView(
        Page page,
        String context,
        String module,
        String action,
        String backUrl,
        int most,
        @Nullable Wrong wrong,
        boolean everyone,
        String reason,
        List<Environment> environments,
        List<Row> learners,
        PagingView paging) {

    /** The fields that are not as they must be; {@code many} when it would be more than {@code most} at once. */
    public record Wrong(boolean levels, boolean learners, boolean many, boolean reason) {}

    public record Environment(String name, int line, List<Level> levels) {}

    /** {@code cell} is the value of the form's field. */
    public record Level(int cell, int level, int trainings, boolean chosen) {}

    /** {@code oneself} cannot be chosen. */
    public record Row(String id, @Nullable String name, int percent, boolean oneself, boolean chosen) {}
}
