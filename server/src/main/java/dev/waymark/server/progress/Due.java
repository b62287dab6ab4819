package dev.waymark.server.progress;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A team's due dates for a module.
 *
 * @param module for the whole of it
 * @param environments by environment
 */
public record Due(@Nullable Instant module, Map<String, Instant> environments, ZoneId zone) {
    public static final Due NONE = new Due(null, Map.of(), ZoneId.of("UTC"));

    /** One date that still asks something of somebody; {@code environment} null for the whole module. */
    public record Open(@Nullable String environment, Instant at) {}

    /** What is not done yet, the earliest first: who finished later than asked is late no more. */
    public List<Open> open(Overview overview) {
        if (overview.measure().finished()) {
            return List.of();
        }
        Stream<Open> parts = environments.entrySet().stream()
                .filter(due -> overview.done(due.getKey()) < overview.total(due.getKey()))
                .map(due -> new Open(due.getKey(), due.getValue()));
        return Stream.concat(Optional.ofNullable(module).map(at -> new Open(null, at)).stream(), parts)
                .sorted(Comparator.comparing(Open::at))
                .toList();
    }

    /** The last second of a day. */
    public static Instant end(LocalDate day, ZoneId zone) {
        return day.plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1);
    }

    /** The day on which something is due, as it was chosen. */
    public LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }
}
