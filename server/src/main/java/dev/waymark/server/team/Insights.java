package dev.waymark.server.team;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.editions.Cell;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.PlacedAsset;
import dev.waymark.server.progress.Lines;
import dev.waymark.server.web.Json;
import dev.waymark.server.web.Page;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A team's figures as charts, each with its table. */
record Insights(
        Edition edition,
        int learners,
        long[] cells,
        List<InsightStore.Day> days,
        List<InsightStore.Published> versions,
        Map<UUID, InsightStore.Count> assets) {
    private static final int FEWEST_OPENED = 3;
    private static final int MOST_DROPS = 10;

    ChartsView view(Page page, Team team, TeamLinks links, LocalDate since, LocalDate today) {
        List<Integer> levels =
                edition.cells().stream().map(Cell::level).distinct().sorted().toList();
        Lines lines = Lines.of(edition);
        List<ChartsView.EnvironmentShares> shares = edition.module().environments().stream()
                .map(environment -> new ChartsView.EnvironmentShares(
                        environment.name(),
                        lines.number(environment.key()),
                        levels.stream()
                                .map(level -> percent(environment.key(), level))
                                .toList()))
                .toList();
        List<InsightStore.Day> all = everyDay(since, today);
        return new ChartsView(
                page,
                team.name(),
                levels,
                shares,
                levelsJson(page, levels, shares),
                all.stream()
                        .filter(day -> day.completions() + day.records() > 0)
                        .map(this::day)
                        .toList(),
                overTimeJson(all),
                drops(lines, links));
    }

    /** -1 where there is nothing. */
    private int percent(String environment, int level) {
        Optional<Cell> cell = edition.cells().stream()
                .filter(each -> each.environment().equals(environment) && each.level() == level)
                .findFirst();
        if (cell.isEmpty()) {
            return -1;
        }
        long required = (long) cell.get().total() * learners;
        return required == 0 ? 0 : (int) (100 * cells[cell.get().index()] / required);
    }

    private static String levelsJson(Page page, List<Integer> levels, List<ChartsView.EnvironmentShares> environments) {
        ObjectNode json = Json.object();
        ArrayNode x = json.putArray("x");
        levels.forEach(level -> x.add(page.texts().level(level)));
        ArrayNode series = json.putArray("series");
        for (ChartsView.EnvironmentShares environment : environments) {
            ObjectNode one = series.addObject().put("name", environment.name()).put("line", environment.line());
            ArrayNode values = one.putArray("values");
            environment.percents().forEach(percent -> values.add(percent < 0 ? null : percent));
        }
        return Json.text(json);
    }

    private List<InsightStore.Day> everyDay(LocalDate since, LocalDate today) {
        Map<LocalDate, InsightStore.Day> known = new HashMap<>();
        days.forEach(day -> known.put(day.day(), day));
        LocalDate first = days.isEmpty() || days.get(0).day().isBefore(since)
                ? since
                : days.get(0).day();
        List<InsightStore.Day> all = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(today); day = day.plusDays(1)) {
            all.add(known.getOrDefault(day, new InsightStore.Day(day, 0, 0)));
        }
        return all;
    }

    private ChartsView.Day day(InsightStore.Day day) {
        int version = versions.stream()
                .filter(published ->
                        !published.at().atZone(ZoneOffset.UTC).toLocalDate().isAfter(day.day()))
                .mapToInt(InsightStore.Published::number)
                .max()
                .orElse(edition.number());
        return new ChartsView.Day(day.day() + "T00:00:00Z", day.completions(), day.records(), version);
    }

    private String overTimeJson(List<InsightStore.Day> all) {
        ObjectNode json = Json.object();
        ArrayNode at = json.putArray("days");
        ArrayNode completions = json.putArray("completions");
        ArrayNode records = json.putArray("records");
        for (InsightStore.Day day : all) {
            at.add(day.day().atStartOfDay(ZoneOffset.UTC).toEpochSecond());
            completions.add(day.completions());
            records.add(day.records());
        }
        ArrayNode marks = json.putArray("versions");
        versions.forEach(published ->
                marks.addObject().put("at", published.at().getEpochSecond()).put("version", published.number()));
        return Json.text(json);
    }

    /** Opened by some, finished by fewer than half of them. */
    private List<ChartsView.Drop> drops(Lines lines, TeamLinks links) {
        Comparator<PlacedAsset> mostLeft = Comparator.comparingInt(
                asset -> count(asset).completed() - count(asset).opened());
        return edition.assets().stream()
                .filter(asset -> count(asset).opened() >= FEWEST_OPENED
                        && 2 * count(asset).completed() < count(asset).opened())
                .sorted(mostLeft)
                .limit(MOST_DROPS)
                .map(asset -> new ChartsView.Drop(
                        asset.title(),
                        lines.name(asset.environment()),
                        lines.number(asset.environment()),
                        asset.level(),
                        links.cell(asset.environment(), asset.level()),
                        count(asset).opened(),
                        count(asset).completed()))
                .toList();
    }

    private InsightStore.Count count(PlacedAsset asset) {
        return assets.getOrDefault(asset.id(), new InsightStore.Count(asset.id(), 0, 0, 0));
    }
}
