package dev.waymark.lti.grades;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which timestamp the next score for a learner may carry. Platforms compare whole seconds and reject what is not
 * newer, and one score dated ahead of their clock would block all later ones.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-ags/v2p0#timestamp">AGS 2.0 §3.4.9</a>
 */
public final class ScoreClock {
    private ScoreClock() {}

    /**
     * The time of the change, or now when the change fell into the second of the last score; null while that second
     * lasts, for then the changes of one second become one score.
     */
    public static @Nullable Instant timestamp(Instant changedAt, @Nullable Instant lastSent, Instant now) {
        var change = changedAt.isAfter(now) ? now : changedAt;
        if (lastSent == null || second(change).isAfter(second(lastSent))) {
            return change;
        }
        return second(now).isAfter(second(lastSent)) ? now : null;
    }

    /** The first moment at which {@link #timestamp} gives one. */
    public static Instant due(Instant changedAt, @Nullable Instant lastSent) {
        return lastSent == null || second(changedAt).isAfter(second(lastSent))
                ? changedAt
                : second(lastSent).plus(Duration.ofSeconds(1));
    }

    private static Instant second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
