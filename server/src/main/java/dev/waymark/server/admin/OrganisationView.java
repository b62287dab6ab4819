package dev.waymark.server.admin;

import dev.waymark.server.nudges.Hindrance;
import dev.waymark.server.web.ChoiceView;
import dev.waymark.server.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Progress across LMSs and contexts, for one module.
 *
 * @param reminders null for who does not decide on them
 */
public record OrganisationView(
        Page page,
        String action,
        List<ChoiceView> modules,
        Totals totals,
        List<Platform> platforms,
        String csvUrl,
        @Nullable Reminders reminders) {

    public record Totals(int learners, int finished, int active, int percent) {}

    public record Platform(String name, Totals totals, List<Context> contexts) {}

    public record Context(String name, String url, Totals totals) {}

    /** @param teams how many switched reminders on; {@code hindrance} why none can be sent */
    public record Reminders(@Nullable Hindrance hindrance, int teams, String action) {
        public boolean forbidden() {
            return hindrance == Hindrance.FORBIDDEN;
        }
    }
}
