package dev.waymark.server.outbound;

import dev.waymark.server.outbound.Outbound.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** When to call again: as the other side asked (RFC 9110, 10.2.3), at most a day later; else ever later. */
public final class RetryAfter {
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int HOUR = 3600;

    private RetryAfter() {}

    public static Optional<Duration> of(Answer answer, Instant now) {
        String asked = answer.headers().getOrDefault("retry-after", "").strip();
        if (asked.matches("\\d{1,9}")) {
            return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(asked))));
        }
        try {
            Instant at = ZonedDateTime.parse(asked, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(bounded(Duration.between(now, at)));
        } catch (DateTimeParseException notADate) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration asked) {
        Duration least = asked.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : asked;
        return least.compareTo(LONGEST) > 0 ? LONGEST : least;
    }

    /** 1 s, 2 s, 4 s … one hour. */
    public static Duration backOff(int failures) {
        return Duration.ofSeconds(Math.min(HOUR, 1L << Math.min(failures, 12)));
    }
}
