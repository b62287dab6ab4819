package dev.waymark.server.campaigns;

import dev.waymark.server.editions.Appeal;
import dev.waymark.server.web.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign shall be, as an administrator says it.
 *
 * @param deadline null = none was said
 * @param days before the deadline on which reminders leave
 */
record Plan(@Nullable Instant deadline, ZoneId zone, Appeal appeal, List<Integer> days) {
    static final List<Integer> USUAL_DAYS = List.of(30, 14, 7, 1);
    static final int LONGEST_TITLE = 120;
    static final int LONGEST_MESSAGE = 2_000;
    static final int MOST_YEARS = 5;
    private static final int MOST_DAYS = 365;
    private static final int MOST_REMINDERS = 10;
    private static final Duration LONGEST = Duration.ofDays(MOST_YEARS * 366L);

    /** A deadline that records can expire at: not in the past, and so near that somebody still knows of it. */
    static Instant deadline(@Nullable Instant wanted, Instant now) {
        if (wanted == null) {
            throw undated();
        }
        if (!wanted.isAfter(now)) {
            throw Problem.badField("deadline", "The deadline has passed already: records would expire at once.");
        }
        if (wanted.isAfter(now.plus(LONGEST))) {
            throw Problem.badField("deadline", "The deadline must be within " + MOST_YEARS + " years.");
        }
        return wanted;
    }

    static Problem undated() {
        return Problem.badField("deadline", "Say by which day records are to be renewed.");
    }

    static Appeal appeal(String title, String message) {
        return new Appeal(
                text("title", title.strip(), LONGEST_TITLE, false),
                text("message", message.strip().replace("\r\n", "\n"), LONGEST_MESSAGE, true));
    }

    /** Plain text: of the control characters only line breaks, where there may be several lines. */
    private static String text(String field, String text, int longest, boolean lines) {
        boolean controls =
                text.chars().anyMatch(c -> Character.isISOControl(c) && !(lines && (c == '\n' || c == '\t')));
        if (text.length() > longest || controls) {
            throw Problem.badField(
                    field, "The field " + field + " must be plain text of at most " + longest + " characters.");
        }
        return text;
    }

    /** @param text numbers with commas between them; blank = none */
    static List<Integer> days(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        if (!text.strip().matches("\\d{1,4}(\\s*,\\s*\\d{1,4})*")) {
            throw badDays();
        }
        return days(
                Stream.of(text.strip().split("\\s*,\\s*")).map(Integer::valueOf).toList());
    }

    /** The longest before the deadline first, each once. */
    static List<Integer> days(List<Integer> wanted) {
        TreeSet<Integer> days = new TreeSet<>(wanted);
        if (!days.isEmpty() && (days.first() < 1 || days.last() > MOST_DAYS || days.size() > MOST_REMINDERS)) {
            throw badDays();
        }
        return List.copyOf(days.descendingSet());
    }

    static Problem badDays() {
        return Problem.badField(
                "days",
                "The field days must be up to " + MOST_REMINDERS + " whole numbers from 1 to " + MOST_DAYS
                        + ": so many days before the deadline reminders leave.");
    }
}
