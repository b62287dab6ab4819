package dev.waymark.server.admin;

import dev.waymark.server.editions.Edition;
import dev.waymark.server.team.OrganisationStore.Line;
import dev.waymark.server.team.OrganisationStore.Totals;
import dev.waymark.server.web.Csv;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The lines of a roll-up, as a tree of platforms and contexts. */
record Organisation(List<Line> lines) {

    Totals all() {
        return lines.stream()
                .filter(line -> line.platform() == null)
                .map(Line::totals)
                .findFirst()
                .orElse(new Totals(0, 0, 0, 0, 0, 0));
    }

    List<Line> platforms() {
        return lines.stream()
                .filter(line -> line.platform() != null && line.context() == null)
                .toList();
    }

    List<Line> contexts(Line platform) {
        return lines.stream()
                .filter(line -> line.context() != null && Objects.equals(line.platform(), platform.platform()))
                .toList();
    }

    OrganisationView.Totals totals() {
        return view(all());
    }

    /** @param team the address of a team's page, to which its context is added */
    List<OrganisationView.Platform> views(String team) {
        String join = team.contains("?") ? "&" : "?";
        return platforms().stream()
                .map(platform -> new OrganisationView.Platform(
                        name(platform.platformName()),
                        view(platform.totals()),
                        contexts(platform).stream()
                                .map(context -> new OrganisationView.Context(
                                        name(context.title()),
                                        team + join + "context=" + context.context(),
                                        view(context.totals())))
                                .toList()))
                .toList();
    }

    private static OrganisationView.Totals view(Totals totals) {
        return new OrganisationView.Totals(totals.learners(), totals.finished(), totals.active(), totals.percent());
    }

    private static String name(@Nullable String given) {
        return given == null ? "—" : given;
    }

    List<List<Object>> rows(Edition edition) {
        List<List<Object>> rows = new ArrayList<>();
        rows.add(List.of(
                "Platform",
                "Context",
                "Learners",
                "Finished",
                "Active",
                "Stalled",
                "Not started",
                "Percent",
                "Version"));
        platforms()
                .forEach(platform -> contexts(platform).forEach(context -> {
                    Totals totals = context.totals();
                    rows.add(List.of(
                            Csv.text(context.platformName()),
                            Csv.text(context.title()),
                            totals.learners(),
                            totals.finished(),
                            totals.active(),
                            totals.stalled(),
                            totals.notStarted(),
                            totals.percent(),
                            edition.number()));
                }));
        return rows;
    }
}
