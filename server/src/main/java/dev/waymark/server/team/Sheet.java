package dev.waymark.server.team;

import dev.waymark.server.editions.Cell;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.progress.Lines;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** A team as a table for spreadsheets: one line for each learner; texts and whole numbers only. */
record Sheet(Edition edition, List<Cell> cells, ZoneId zone) {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    static Sheet of(TeamPage page, ZoneId zone) {
        return new Sheet(page.edition(), TeamPages.cells(page.edition(), page.filter()), zone);
    }

    List<Object> header() {
        Lines lines = Lines.of(edition);
        List<Object> names = new ArrayList<>(List.of("Learner id", "Name", "Percent", "Status"));
        cells.forEach(cell -> names.add(
                Csv.text(lines.name(cell.environment()) + " " + cell.level() + " (of " + cell.total() + ")")));
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
        Instant last = member.lastActivityAt();
        values.add(last == null ? "" : last.toString());
        values.add(last == null ? "" : LOCAL.format(last.atZone(zone)));
        values.add(edition.number());
        return values;
    }
}
