package dev.waymark.server.progress;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The head of a learner's pages: "23 of 50 · 5 of 12 levels", next up, and the record once it is there. */
public record SummaryView(
        int completed,
        int total,
        int percent,
        int cellsCompleted,
        int cells,
        @Nullable NextUp nextUp,
        @Nullable Record record,
        List<Due> due,
        @Nullable RenewalView renewal) {

    /** {@code url} leads to the asset's place on its environment's page. */
    public record NextUp(String title, String host, String environment, int level, int line, String url) {}

    /** {@code issuedAt} is ISO 8601 in UTC. */
    public record Record(String issuedAt, String recordsUrl, String verifyUrl) {}

    /** {@code environment} null for the whole module. */
    public record Due(@Nullable String environment, String at, boolean overdue) {}

    /** One level across the whole module. */
    public record LevelTotal(int level, int completed, int total, List<EnvironmentTotal> environments) {}

    public record EnvironmentTotal(String name, int line, int completed, int total) {}
}
