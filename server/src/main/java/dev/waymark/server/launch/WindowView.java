package dev.waymark.server.launch;

import dev.waymark.server.web.Page;
import java.util.Map;

/**
 * Offers to go on in a window of its own, because something is blocked in the frame.
 *
 * @param method {@code get} or {@code post}
 */
public record WindowView(Page page, Reason reason, String method, String action, Map<String, String> fields) {
    public enum Reason {
        /** Our session's cookie does not come back. */
        COOKIES_BLOCKED,
        /** The LMS's own session is not visible in the frame. */
        LOGIN_REQUIRED,
        /** The answer came to a browser that did not ask. */
        STATE_LOST
    }
}
