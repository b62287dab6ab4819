package dev.waymark.server.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads days and the zones in which they end, as forms and API clients write them. */
public final class Days {
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;

    private Days() {}

    /** Empty for nothing or blanks; a 400 that names the field for anything but a day. */
    public static Optional<LocalDate> day(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.parse(text.strip());
            if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
                return Optional.of(day);
            }
        } catch (DateTimeException malformed) {
            throw badDay(field);
        }
        throw badDay(field);
    }

    private static Problem badDay(String field) {
        return Problem.badField(
                field,
                "The field " + field + " must be a day such as 2030-05-01, from " + FIRST_YEAR + " to " + LAST_YEAR
                        + ".");
    }

    /** UTC for nothing or blanks. */
    public static ZoneId zone(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? ZoneId.of("UTC") : ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw Problem.badField("zone", "The field zone must be the name of a time zone, such as Europe/Paris.");
        }
    }
}
