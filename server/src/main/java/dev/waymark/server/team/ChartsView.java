package dev.waymark.server.team;

import dev.waymark.server.web.Page;
import java.util.List;

/**
 * Charts, each with its table.
 *
 * @param levelsJson {@code {"x":["100","200"],"series":[{"name":"…","line":1,"values":[percent,…]}]}}
 * @param overTimeJson {@code {"days":[epoch seconds],"completions":[n],"records":[n],"versions":[{"at":s,"version":n}]}}
 */
public record ChartsView(
        Page page,
        String context,
        List<Integer> levels,
        List<EnvironmentShares> environments,
        String levelsJson,
        List<Day> days,
        String overTimeJson,
        List<Drop> drops) {

    /** Percent of the team's required ticks made, for each level; -1 where the level is a hole. */
    public record EnvironmentShares(String name, int line, List<Integer> percents) {}

    public record Day(String at, int completions, int records, int version) {}

    /** An asset that many open and few finish. */
    public record Drop(String title, String environment, int line, int level, String url, int opened, int finished) {}
}
