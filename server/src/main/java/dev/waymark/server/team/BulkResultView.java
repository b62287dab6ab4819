package dev.waymark.server.team;

import dev.waymark.server.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of each learner who was chosen. */
public record BulkResultView(Page page, String context, String backUrl, String againUrl, List<Row> rows) {
    /** @param url null for who is not of the team; {@code refused} why nothing was changed */
    public record Row(
            @Nullable String name,
            @Nullable String url,
            int trainings,
            boolean verified,
            @Nullable Refused refused) {}

    public enum Refused {
        ONESELF,
        GONE
    }
}
