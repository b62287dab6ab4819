package dev.waymark.server.admin;

import dev.waymark.server.web.ChoiceView;
import dev.waymark.server.web.Page;
import java.util.List;

/** Progress across LMSs and contexts, for one module. */
public record OrganisationView(
        Page page, String action, List<ChoiceView> modules, Totals totals, List<Platform> platforms, String csvUrl) {

    public record Totals(int learners, int finished, int active, int percent) {}

    public record Platform(String name, Totals totals, List<Context> contexts) {}

    public record Context(String name, String url, Totals totals) {}
}
