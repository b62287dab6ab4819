package dev.waymark.lti.emulator.world;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last score that a line item holds for a person, as it was sent.
 *
 * @param scoringUserId who gave it, when that was a person
 * @see <a href="https://www.imsglobal.org/spec/lti-ags/v2p0#score-publish-service">AGS 2.0 §3.4</a>
 */
public record Grade(
        String lineItem,
        String person,
        @Nullable BigDecimal given,
        @Nullable BigDecimal maximum,
        @Nullable String comment,
        String activityProgress,
        String gradingProgress,
        String timestamp,
        @Nullable String scoringUserId) {

    /** The score on the line item's scale. */
    public @Nullable BigDecimal scaledTo(BigDecimal scoreMaximum) {
        if (given == null || maximum == null) {
            return null;
        }
        var scaled = given.multiply(scoreMaximum).divide(maximum, 5, RoundingMode.HALF_UP);
        return new BigDecimal(scaled.stripTrailingZeros().toPlainString());
    }

    /** A score this platform keeps but does not show. */
    public Grade wiped() {
        return new Grade(
                lineItem, person, null, maximum, comment, activityProgress, gradingProgress, timestamp, scoringUserId);
    }

    /** A score this platform keeps under another time than the one it carried. */
    public Grade dated(String time) {
        return new Grade(
                lineItem, person, given, maximum, comment, activityProgress, gradingProgress, time, scoringUserId);
    }

    /** The same line item after a teacher has put in another score there. */
    public Grade overriddenBy(String teacher, int score, Instant at) {
        return new Grade(
                lineItem,
                person,
                BigDecimal.valueOf(score),
                BigDecimal.valueOf(100),
                comment,
                "Completed",
                "FullyGraded",
                at.toString(),
                teacher);
    }
}
