package dev.waymark.lti.grades;

import dev.waymark.lti.claims.Claims;
import java.math.BigDecimal;
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
