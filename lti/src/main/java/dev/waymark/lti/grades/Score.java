package dev.waymark.lti.grades;

import dev.waymark.lti.claims.StrictJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * What the tool reports about one learner. A missing comment would clear the one sent before, so it belongs to every
 * score; a score is always given, because a missing one clears the grade.
 *
 * @param timestamp when it changed; a retry repeats it
 * @see <a href="https://www.imsglobal.org/spec/lti-ags/v2p0#score-publish-service">AGS 2.0 §3.4</a>
 */
public record Score(
        String userId,
        BigDecimal scoreGiven,
        BigDecimal scoreMaximum,
        ActivityProgress activityProgress,
        GradingProgress gradingProgress,
        Instant timestamp,
        @Nullable String comment) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    /** Sub-seconds are required, and {@code Instant.toString()} leaves them out when they are zero. */
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    /** @throws IllegalArgumentException when a score is negative or its maximum is not above zero */
    public Score {
        if (scoreGiven.signum() < 0 || scoreMaximum.signum() <= 0) {
            throw new IllegalArgumentException("A score is not negative and its maximum is above zero");
        }
    }

    /**
     * A percentage out of 100. Partial ones say that work goes on; whether they count yet as graded is the
     * registration's choice, since some platforms wipe a grade that is not.
     */
    public static Score percent(
            String userId, int percent, boolean partialIsPending, Instant timestamp, String comment) {
        boolean done = percent >= 100;
        return new Score(
                userId,
                BigDecimal.valueOf(percent),
                HUNDRED,
                done ? ActivityProgress.COMPLETED : ActivityProgress.IN_PROGRESS,
                done || !partialIsPending ? GradingProgress.FULLY_GRADED : GradingProgress.PENDING,
                timestamp,
                comment);
    }

    String json() {
        var json = StrictJson.newObject()
                .put("timestamp", TIMESTAMP.format(timestamp))
                .put("userId", userId)
                .put("scoreGiven", scoreGiven)
                .put("scoreMaximum", scoreMaximum)
                .put("activityProgress", activityProgress.wire())
                .put("gradingProgress", gradingProgress.wire());
        if (comment != null) {
            json.put("comment", comment);
        }
        return StrictJson.write(json);
    }
}
