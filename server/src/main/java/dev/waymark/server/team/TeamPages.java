package dev.waymark.server.team;

import dev.waymark.server.editions.Cell;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.progress.Due;
import dev.waymark.server.progress.Lines;
import dev.waymark.server.web.ChoiceView;
import dev.waymark.server.web.Page;
import dev.waymark.server.web.PagingView;
import dev.waymark.server.web.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A team as the view of its heat map. */
final class TeamPages {
    private final Page page;
    private final Texts texts;
    private final TeamLinks links;
    private final TeamPage team;
    private final Due due;
    private final Edition edition;
    private final Lines lines;
    private final Instant now;

    TeamPages(Page page, TeamLinks links, TeamPage team, Due due, Instant now) {
        this.page = page;
        this.texts = page.texts();
        this.links = links;
        this.team = team;
        this.due = due;
        this.edition = team.edition();
        this.lines = Lines.of(edition);
        this.now = now;
    }

    TeamView view(List<TeamStore.Group> groups) {
        return new TeamView(
                page,
                team.team().name(),
                edition.module().title(),
                strip(),
                filters(groups),
                sorting(),
                columns(),
                team.members().stream().map(this::learner).toList(),
                paging(),
                links.to("/progress.csv", asked("zone", "UTC")),
                links.to("/progress.xlsx", asked("zone", "UTC")),
                team.members().isEmpty() ? null : links.to("/events", shown()),
                team.members().isEmpty() ? null : links.to("/changes", shown()),
                roster(),
                renewing(),
                due(due.module()),
                team.team().mentees() == null ? links.to("/due") : null,
                links.to("/verification", asked("sort", "")));
    }

    private Map<String, String> shown() {
        String ids =
                team.members().stream().map(member -> member.id().toString()).collect(Collectors.joining(","));
        return Map.of("learners", ids, "since", Long.toString(now.toEpochMilli()));
    }

    private TeamView.Strip strip() {
        return new TeamView.Strip(
                count(Wanted.FINISHED),
                count(Wanted.ACTIVE),
                count(Wanted.STALLED),
                count(Wanted.NOT_STARTED),
                due.module() == null && due.environments().isEmpty() ? null : count(Wanted.OVERDUE));
    }

    private TeamView.Count count(Wanted wanted) {
        boolean current = wanted == team.filter().status();
        String url = links.to("", asked("status", current ? "" : wanted.text()));
        return new TeamView.Count(team.totals().of(wanted), url, current);
    }

    /** The filter in force with one value changed, and back at the first page. */
    private Map<String, String> asked(String name, String value) {
        TeamFilter filter = team.filter();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("group", filter.group() == null ? "" : filter.group());
        all.put("status", filter.status() == null ? "" : filter.status().text());
        all.put("environment", filter.environment() == null ? "" : filter.environment());
        all.put("sort", filter.order() == TeamView.Order.NAME ? "" : text(filter.order()));
        all.put(name, value);
        all.values().removeIf(String::isEmpty);
        return all;
    }

    private static String text(TeamView.Order order) {
        return order.name().toLowerCase(Locale.ROOT);
    }

    private TeamView.Filters filters(List<TeamStore.Group> groups) {
        TeamFilter filter = team.filter();
        List<ChoiceView> byGroup = new ArrayList<>();
        List<ChoiceView> byStatus = new ArrayList<>();
        List<ChoiceView> byEnvironment = new ArrayList<>();
        byGroup.add(everything());
        groups.forEach(group -> byGroup.add(choice(group.id(), group.name(), filter.group())));
        byStatus.add(everything());
        String status = filter.status() == null ? null : filter.status().text();
        Arrays.stream(Wanted.values())
                .forEach(each -> byStatus.add(choice(each.text(), texts.of("status", each), status)));
        byEnvironment.add(everything());
        edition.module()
                .environments()
                .forEach(each -> byEnvironment.add(choice(each.key(), each.name(), filter.environment())));
        return new TeamView.Filters(
                links.base(), links.kept(), groups.isEmpty() ? List.of() : byGroup, byStatus, byEnvironment);
    }

    private ChoiceView everything() {
        return new ChoiceView("", texts.get("status.all"), false);
    }

    private static ChoiceView choice(String value, String label, @Nullable String chosen) {
        return new ChoiceView(value, label, value.equals(chosen));
    }

    private TeamView.Sorting sorting() {
        return new TeamView.Sorting(
                team.filter().order(),
                sorted(TeamView.Order.NAME),
                sorted(TeamView.Order.PROGRESS),
                sorted(TeamView.Order.ACTIVITY),
                sorted(TeamView.Order.RISK));
    }

    private String sorted(TeamView.Order order) {
        return links.to("", asked("sort", text(order)));
    }

    private List<TeamView.EnvironmentColumns> columns() {
        Map<String, List<TeamView.LevelColumn>> columns = new LinkedHashMap<>();
        for (Cell cell : cells(edition, team.filter())) {
            columns.computeIfAbsent(cell.environment(), key -> new ArrayList<>())
                    .add(new TeamView.LevelColumn(cell.level(), links.cell(cell.environment(), cell.level())));
        }
        return columns.entrySet().stream()
                .map(entry -> new TeamView.EnvironmentColumns(
                        lines.name(entry.getKey()),
                        lines.number(entry.getKey()),
                        due(due.environments().get(entry.getKey())),
                        entry.getValue()))
                .toList();
    }

    private TeamView.@Nullable Due due(@Nullable Instant at) {
        return at == null ? null : new TeamView.Due(at.toString(), at.isBefore(now));
    }

    static List<Cell> cells(Edition edition, TeamFilter filter) {
        return edition.cells().stream()
                .filter(cell ->
                        filter.environment() == null || filter.environment().equals(cell.environment()))
                .toList();
    }

    private TeamView.Learner learner(Member member) {
        return new TeamView.Learner(
                member.id().toString(),
                member.name(),
                links.learner(member.id()),
                member.percent(),
                member.lastActivityAt() == null ? null : member.lastActivityAt().toString(),
                stalled(texts, member, now),
                member.overdue(),
                member.renewing(),
                cells(edition, team.filter()).stream()
                        .map(cell -> heat(member, cell, links))
                        .toList());
    }

    /** Why somebody counts as stalled; null for who does not. */
    static @Nullable String stalled(Texts texts, Member member, Instant now) {
        Instant last = member.lastActivityAt();
        return member.stalled() && last != null
                ? texts.count("stalled.reason", Duration.between(last, now).toDays())
                : null;
    }

    static HeatView heat(Member member, Cell cell, TeamLinks links) {
        int done = member.cells()[cell.index()];
        return new HeatView(
                "cell-" + member.id() + "-" + cell.index(),
                done,
                cell.total(),
                HeatView.step(done, cell.total()),
                links.cell(cell.environment(), cell.level()));
    }

    private PagingView paging() {
        Cursor previous = team.previous();
        Cursor next = team.next();
        return new PagingView(
                team.members().isEmpty() ? 0 : team.before() + 1,
                team.before() + team.members().size(),
                team.totals().matching(),
                previous == null ? null : links.to("", asked("after", previous.text())),
                next == null ? null : links.to("", asked("after", next.text())));
    }

    private TeamView.@Nullable Renewing renewing() {
        Instant by = edition.renewal().deadline();
        return team.totals().renewing() == 0
                ? null
                : new TeamView.Renewing(
                        team.totals().renewing(), by == null ? null : by.toString(), by != null && by.isBefore(now));
    }

    private TeamView.Roster roster() {
        Instant at = team.team().rosterAt();
        return new TeamView.Roster(
                at == null ? null : at.toString(), team.team().rosterError(), null);
    }
}
