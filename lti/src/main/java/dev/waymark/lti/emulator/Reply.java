package dev.waymark.lti.emulator;

import dev.waymark.lti.http.LtiResponse;
import java.time.Duration;

/** What the host does: wait, then answer, or close the connection when {@code dropped}. */
public record Reply(LtiResponse response, Duration delay, boolean dropped) {
    static Reply of(LtiResponse response) {
        return new Reply(response, Duration.ZERO, false);
    }
}
