package dev.waymark.server.team;

import dev.waymark.server.editions.Edition;
import dev.waymark.server.web.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whom to show of a team, in which order, from where on. */
record TeamFilter(
        @Nullable String group,
        @Nullable Wanted status,
        @Nullable String environment,
        TeamView.Order order,
        @Nullable Cursor after) {

    static final TeamFilter EVERYBODY = new TeamFilter(null, null, null, TeamView.Order.NAME, null);
    private static final int LONGEST = 500;

    /** Reads what a request asks for; what is missing or empty asks for everything. */
    static TeamFilter read(Function<String, @Nullable String> parameter, Edition edition) {
        String status = given(parameter, "status");
        String sort = given(parameter, "sort");
        String after = given(parameter, "after");
        return new TeamFilter(
                given(parameter, "group"),
                status == null ? null : status(status),
                environment(given(parameter, "environment"), edition),
                sort == null ? TeamView.Order.NAME : order(sort),
                after == null ? null : Cursor.parse(after));
    }

    private static @Nullable String given(Function<String, @Nullable String> parameter, String name) {
        String value = parameter.apply(name);
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (value.length() > LONGEST || value.indexOf('\0') >= 0) {
            throw Problem.badField(name, "The field " + name + " is not one that this server gave out.");
        }
        return value;
    }

    private static Wanted status(String text) {
        return Wanted.of(text)
                .orElseThrow(() -> Problem.badField(
                        "status", "The field status must be finished, active, stalled, not-started or overdue."));
    }

    private static TeamView.Order order(String text) {
        return Arrays.stream(TeamView.Order.values())
                .filter(order -> order.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(
                        () -> Problem.badField("sort", "The field sort must be name, progress, activity or risk."));
    }

    private static @Nullable String environment(@Nullable String key, Edition edition) {
        boolean known = key == null
                || edition.module().environments().stream()
                        .anyMatch(environment -> environment.key().equals(key));
        if (!known) {
            throw Problem.badField("environment", "The module has no such environment.");
        }
        return key;
    }
}
