package dev.waymark.server.team;

import dev.waymark.server.content.Environment;
import dev.waymark.server.editions.Cell;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.progress.Due;
import dev.waymark.server.progress.Lines;
import dev.waymark.server.web.Csv;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A team as a table for spreadsheets: one line for each learner; texts and whole numbers only. */
record Sheet(Edition edition, List<Cell> cells, Due due, ZoneId zone) {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    static Sheet of(TeamPage page, Due due, ZoneId zone) {
        return new Sheet(page.edition(), TeamPages.cells(page.edition(), page.filter()), due, zone);
    }

    List<Object> header() {
        Lines lines = Lines.of(edition);
        List<Object> names = new ArrayList<>(List.of("Learner id", "Name", "Percent", "Status"));
        cells.forEach(cell -> names.add(
                Csv.text(lines.name(cell.environment()) + " " + cell.level() + " (of " + cell.total() + ")")));
        names.addAll(List.of("Due", "Overdue"));
        dated().forEach(environment -> names.add(Csv.text(lines.name(environment) + " due")));
        names.addAll(List.of("Last activity (UTC)", "Last activity (" + zone + ")", "Version"));
        return names;
    }

    List<Object> row(Member member) {
        List<Object> values = new ArrayList<>();
        values.add(member.id().toString());
        values.add(Csv.text(member.name()));
        values.add(member.percent());
        values.add(member.status().text());
        cells.forEach(cell -> values.add(member.cells()[cell.index()]));
        values.add(day(due.module()));
        values.add(member.overdue() ? "yes" : "no");
        dated().forEach(environment -> values.add(day(due.environments().get(environment))));
        Instant last = member.lastActivityAt();
        values.add(last == null ? "" : last.toString());
        values.add(last == null ? "" : LOCAL.format(last.atZone(zone)));
        values.add(edition.number());
        return values;
    }

    /** The environments with a day of their own, as the module orders them. */
    private List<String> dated() {
        return edition.module().environments().stream()
                .map(Environment::key)
                .filter(due.environments()::containsKey)
                .toList();
    }

    private String day(@Nullable Instant at) {
        return at == null ? "" : due.day(at).toString();
    }
}
