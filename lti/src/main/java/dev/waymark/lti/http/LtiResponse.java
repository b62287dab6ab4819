package dev.waymark.lti.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the other side answered. Repeated headers are joined with a comma by the caller. */
public record LtiResponse(int status, Map<String, String> headers, String body) {
    public LtiResponse {
        headers = Headers.copy(headers);
    }

    public @Nullable String header(String name) {
        return headers.get(name);
    }

    public boolean successful() {
        return status >= 200 && status < 300;
    }
}
