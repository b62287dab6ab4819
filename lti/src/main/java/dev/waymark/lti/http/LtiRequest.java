package dev.waymark.lti.http;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that the caller executes: nothing in this library opens a connection. */
public record LtiRequest(
        String method,
        URI uri,
        Map<String, String> headers,
        @Nullable String body) {
    public LtiRequest {
        headers = Headers.copy(headers);
    }

    public @Nullable String header(String name) {
        return headers.get(name);
    }
}
