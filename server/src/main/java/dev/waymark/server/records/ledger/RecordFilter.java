package dev.waymark.server.records.ledger;

import dev.waymark.server.records.RecordStatus;
import dev.waymark.server.web.Days;
import dev.waymark.server.web.Listing;
import dev.waymark.server.web.Problem;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which of all records an administrator looks for.
 *
 * @param query part of the name, the module's slug, or the id or code of one record or learner; empty finds all
 * @param module a slug; empty is every module
 * @param from first day of issue, {@code to} the last one; days of UTC
 */
public record RecordFilter(
        String query,
        String module,
        @Nullable RecordStatus status,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    /** Reads {@code q}, {@code module}, {@code status}, {@code from} and {@code to}; a 400 says which of them is wrong. */
    public static RecordFilter read(Function<String, @Nullable String> given) {
        @Nullable LocalDate from = Days.day("from", given.apply("from")).orElse(null);
        @Nullable LocalDate to = Days.day("to", given.apply("to")).orElse(null);
        if (from != null && to != null && to.isBefore(from)) {
            throw Problem.badField("to", "The field to must not be before the field from.");
        }
        return new RecordFilter(
                Listing.words("q", given.apply("q")),
                Listing.words("module", given.apply("module")),
                status(given.apply("status")),
                from,
                to);
    }

    private static @Nullable RecordStatus status(@Nullable String given) {
        if (given == null || given.isEmpty()) {
            return null;
        }
        for (RecordStatus status : RecordStatus.values()) {
            if (word(status).equals(given)) {
                return status;
            }
        }
        throw Problem.badField("status", "The field status must be valid, expired, revoked, superseded or withdrawn.");
    }

    /** Empty for every status. */
    public static String word(@Nullable RecordStatus status) {
        return status == null ? "" : status.name().toLowerCase(Locale.ROOT);
    }

    /** What {@link #read} reads, without what is not asked for. */
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("q", query);
        fields.put("module", module);
        fields.put("status", word(status));
        fields.put("from", from == null ? "" : from.toString());
        fields.put("to", to == null ? "" : to.toString());
        fields.values().removeIf(String::isEmpty);
        return fields;
    }
}
