package dev.waymark.lti.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * What to do after a service has answered.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-ags/v2p0#score-publish-service">AGS 2.0 §3.4</a>
 */
public sealed interface ServiceOutcome {
    Duration LONGEST_WAIT = Duration.ofHours(6);

    /** It worked. */
    record Delivered() implements ServiceOutcome {}

    /** Not now; {@code delay} is what the platform asked for, null when it said nothing. */
    record Retry(String why, @Nullable Duration delay) implements ServiceOutcome {}

    /** The token no longer works: get another one and try again. */
    record RefreshToken() implements ServiceOutcome {}

    /** The platform holds something newer, or this very score from an earlier attempt: read the results. */
    record Conflict() implements ServiceOutcome {}

    /** It will never work, and this is why. */
    record Refused(String why) implements ServiceOutcome {}

    /** Sorts an answer; a refusal for lack of rights comes back as 403 as well as throttling with Retry-After does. */
    static ServiceOutcome of(LtiResponse response, Instant now) {
        int status = response.status();
        if (response.successful()) {
            return new Delivered();
        }
        return switch (status) {
            case 401 -> new RefreshToken();
            case 403 ->
                throttled(response)
                        ? retry("The platform asks to slow down.", response, now)
                        : new Refused("The platform does not allow this for the tool or this person (403).");
            case 404, 410 -> new Refused("What this belongs to no longer exists on the platform (" + status + ").");
            case 409 -> new Conflict();
            case 408, 425, 429 -> retry("The platform asks to try later (" + status + ").", response, now);
            case 400, 422 -> new Refused("The platform does not accept this for this person (" + status + ").");
            default ->
                status >= 500
                        ? retry("The platform has a problem (" + status + ").", response, now)
                        : new Refused("The platform answered " + status + ".");
        };
    }

    private static boolean throttled(LtiResponse response) {
        var remaining = response.header("X-Rate-Limit-Remaining");
        return response.header("Retry-After") != null
                || response.body().contains("Rate Limit Exceeded")
                || remaining != null && remaining.strip().startsWith("0");
    }

    private static Retry retry(String why, LtiResponse response, Instant now) {
        var header = response.header("Retry-After");
        return new Retry(why, header == null ? null : bounded(delay(header.strip(), now)));
    }

    /** Seconds or an HTTP date. */
    private static @Nullable Duration delay(String header, Instant now) {
        if (header.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(header));
        }
        try {
            return Duration.between(
                    now,
                    ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Duration bounded(@Nullable Duration delay) {
        if (delay == null) {
            return null;
        }
        if (delay.isNegative()) {
            return Duration.ZERO;
        }
        return delay.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : delay;
    }
}
