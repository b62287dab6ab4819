package dev.waymark.server.progress;

import dev.waymark.server.progress.SummaryView.LevelTotal;
import dev.waymark.server.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The matrix as a transit map. A module without a matrix has no rows and all its environments in {@code stations}.
 *
 * @param caution what the page says about moving between environments
 */
public record MapView(
        Page page,
        String title,
        @Nullable String description,
        @Nullable Matrix matrix,
        List<Station> stations,
        List<Line> lines,
        @Nullable String caution,
        SummaryView summary,
        List<LevelTotal> levels,
        @Nullable Update update) {

    public record Matrix(String rowAxis, String columnAxis, List<String> columns, List<Row> rows) {}

    /** One cell for each column, holding no, one or several environments. */
    public record Row(String name, List<List<Station>> cells) {}

    /**
     * An environment on its line.
     *
     * @param line the number of its line from 1, 0 when no path touches it
     * @param from name of the environment before it, {@code to} of the one after it
     * @param drawnFrom whether that one stands right above, so that the line is drawn on; {@code drawnTo} right below
     */
    public record Station(
            String name,
            String url,
            String summary,
            int completed,
            int total,
            int line,
            @Nullable String from,
            boolean drawnFrom,
            @Nullable String to,
            boolean drawnTo,
            List<Stop> stops) {}

    /** A cell: one environment at one level, or the hole where it has no training. */
    public record Stop(int level, int completed, int total, MarkView mark, boolean next, String url) {}

    /** A chain of paths. The form at {@code chooseUrl} makes it the learner's own; null when it already is. */
    public record Line(
            int number,
            List<String> stations,
            int percent,
            boolean mine,
            @Nullable String chooseUrl) {}

    /** What a published edition changed for this learner since they were last here. */
    public record Update(int version, int added, int removed, int carried, boolean finished, String dismissUrl) {}
}
