package dev.waymark.lti.emulator;

import dev.waymark.lti.http.LtiResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong with one service call.
 *
 * @param instead answered in place of doing what was asked
 * @param delay how long the host waits before it answers
 * @param dropped whether the host closes the connection without an answer
 */
public record Fault(@Nullable LtiResponse instead, Duration delay, boolean dropped) {

    public static Fault down() {
        return answering(503, Map.of("Content-Type", "text/html"), "<h1>Service unavailable</h1>");
    }

    public static Fault throttled(int retryAfterSeconds) {
        return answering(429, Map.of("Retry-After", Integer.toString(retryAfterSeconds)), "");
    }

    public static Fault unauthorized() {
        return answering(401, Map.of("WWW-Authenticate", "Bearer error=\"invalid_token\""), "");
    }

    public static Fault slow(Duration delay) {
        return new Fault(null, delay, false);
    }

    /** The request never arrives. */
    public static Fault lostRequest() {
        return new Fault(new LtiResponse(503, Map.of(), ""), Duration.ZERO, true);
    }

    /** The request is carried out, its answer never arrives: the caller cannot tell this from {@link #lostRequest}. */
    public static Fault lostAnswer() {
        return new Fault(null, Duration.ZERO, true);
    }

    private static Fault answering(int status, Map<String, String> headers, String body) {
        return new Fault(new LtiResponse(status, headers, body), Duration.ZERO, false);
    }
}
