package dev.waymark.server.team;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.editions.Cell;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.web.Json;
import java.time.Instant;

/** A team in the shape of the API. */
final class TeamJson {
    private TeamJson() {}

    static ObjectNode of(TeamPage page) {
        ObjectNode json = Json.object();
        ArrayNode learners = json.putArray("learners");
        page.members().forEach(member -> learners.add(of(member, page.edition(), page.filter())));
        json.set("summary", summary(page));
        Cursor next = page.next();
        json.put("next", next == null ? null : next.text());
        return json;
    }

    private static ObjectNode of(Member member, Edition edition, TeamFilter filter) {
        ObjectNode json = Json.object().put("id", member.id().toString()).put("name", member.name());
        ArrayNode cells = json.putArray("cells");
        for (Cell cell : edition.cells()) {
            if (filter.environment() == null || filter.environment().equals(cell.environment())) {
                cells.addObject()
                        .put("environment", cell.environment())
                        .put("level", cell.level())
                        .put("completed", member.cells()[cell.index()])
                        .put("total", cell.total());
            }
        }
        return json.put("percent", member.percent())
                .put("status", member.status().text())
                .put(
                        "lastActivityAt",
                        member.lastActivityAt() == null
                                ? null
                                : member.lastActivityAt().toString())
                .put("stalled", member.stalled())
                .put("renewing", member.renewing())
                .put("overdue", member.overdue());
    }

    private static ObjectNode summary(TeamPage page) {
        Totals totals = page.totals();
        Instant renewBy = page.edition().renewal().deadline();
        return Json.object()
                .put("module", page.edition().slug())
                .put("version", page.edition().number())
                .put("learners", totals.learners())
                .put("finished", totals.finished())
                .put("active", totals.active())
                .put("stalled", totals.stalled())
                .put("notStarted", totals.notStarted())
                .put("overdue", totals.overdue())
                .put("renewing", totals.renewing())
                .put("renewBy", renewBy == null ? null : renewBy.toString())
                .put("matching", totals.matching())
                .put("percent", totals.percent())
                .put("stalledAfterDays", totals.days())
                .put("dueAt", totals.dueAt() == null ? null : totals.dueAt().toString());
    }
}
