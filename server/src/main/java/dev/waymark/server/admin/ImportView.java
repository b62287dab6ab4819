package dev.waymark.server.admin;

import dev.waymark.server.editions.drafts.Drafts;
import dev.waymark.server.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A draft: its findings, what it changes and for whom, and publishing it.
 *
 * @param publishAction takes {@code confirm} and {@code override} (change ids, repeated), {@code policy} and {@code at}
 * @param notice why what was asked a moment ago was not done
 * @param changes empty for a module's first edition
 */
public record ImportView(
        Page page,
        String modulesUrl,
        String title,
        String slug,
        @Nullable Integer replaces,
        Counts counts,
        List<Finding> findings,
        boolean usable,
        int same,
        List<Group> changes,
        Impact impact,
        String publishAction,
        String cancelAction,
        @Nullable String notice) {

    public record Counts(int environments, int services, int resources, int assets, int cells) {}

    /** {@code repairAction} applies the suggested repair to the draft. */
    public record Finding(
            int line,
            Severity severity,
            String code,
            String message,
            @Nullable String repair,
            @Nullable String repairAction) {}

    public enum Severity {
        ERROR,
        WARNING,
        NOTE
    }

    public record Group(Kind kind, List<Change> changes) {}

    public enum Kind {
        ENVIRONMENT,
        MOVED,
        REPLACED,
        REMOVED,
        ADDED,
        RETITLED,
        RENAMED,
        LEVEL_MOVED
    }

    /**
     * @param learners who ticked the old training, up to {@link #MOST}; one more says that there are more
     * @param choice what the administrator can decide here
     */
    public record Change(
            String id,
            String where,
            @Nullable String before,
            @Nullable String after,
            int learners,
            Choice choice) {
        public static final int MOST = Drafts.COUNTED;
    }

    public enum Choice {
        /** The default stands. */
        NONE,
        /** Not carried unless confirmed. */
        CONFIRM,
        /** Carried unless overridden. */
        OVERRIDE
    }

    public record Impact(
            int learners, int gainingOpenItems, int losingCompleteCells, int completedByEdition, int recordsChanged) {}
}
