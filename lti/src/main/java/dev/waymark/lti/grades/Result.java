package dev.waymark.lti.grades;

import dev.waymark.lti.claims.Claims;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the platform's grade book, whoever wrote it.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-ags/v2p0#result-service">AGS 2.0 §3.3</a>
 */
public record Result(
        String userId,
        @Nullable BigDecimal resultScore,
        BigDecimal resultMaximum,
        @Nullable String comment,
        @Nullable String scoringUserId) {
    /** Platforms round: half a hundredth of the maximum is no difference. */
    private static final BigDecimal TOLERANCE = new BigDecimal("0.005");

    /** Whose number stands in the grade book. */
    public enum Standing {
        OURS,
        MISSING,
        CHANGED_THERE
    }

    /** Compares what the platform holds with the last score that the tool had delivered. */
    public static Standing standing(@Nullable Result held, Score delivered) {
        if (held == null || held.resultScore() == null) {
            return Standing.MISSING;
        }
        var difference = share(held.resultScore(), held.resultMaximum())
                .subtract(share(delivered.scoreGiven(), delivered.scoreMaximum()))
                .abs();
        return difference.compareTo(TOLERANCE) < 0 ? Standing.OURS : Standing.CHANGED_THERE;
    }

    private static BigDecimal share(BigDecimal score, BigDecimal maximum) {
        return score.divide(maximum, MathContext.DECIMAL64);
    }

    static @Nullable Result parse(Claims entry) {
        var userId = entry.text("userId");
        var maximum = entry.decimal("resultMaximum");
        return userId == null
                ? null
                : new Result(
                        userId,
                        entry.decimal("resultScore"),
                        maximum == null || maximum.signum() <= 0 ? BigDecimal.ONE : maximum,
                        entry.title("comment"),
                        entry.text("scoringUserId"));
    }
}
