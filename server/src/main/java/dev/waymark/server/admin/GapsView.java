package dev.waymark.server.admin;

import dev.waymark.server.web.ChoiceView;
import dev.waymark.server.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the page lacks, a patch for its author, and the check of its links. */
public record GapsView(
        Page page,
        String action,
        List<ChoiceView> modules,
        List<Group> groups,
        @Nullable String patchUrl,
        @Nullable String checkAction,
        boolean checking) {
    public record Group(Kind kind, List<Gap> gaps) {}

    public enum Kind {
        DEAD_LINK,
        HOLE,
        UNTRAINED,
        MISMATCH,
        DUPLICATE,
        UNASKED
    }

    /** {@code waiver}: for dead links, the decision to count the asset as satisfied, or to stop doing so. */
    public record Gap(
            String environment,
            String what,
            @Nullable String detail,
            int line,
            @Nullable Waiver waiver) {}

    public record Waiver(
            String action, boolean active, @Nullable String since) {}
}
