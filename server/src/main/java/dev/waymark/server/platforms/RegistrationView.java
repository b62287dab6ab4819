package dev.waymark.server.platforms;

import dev.waymark.server.web.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a platform says of itself, before anything is stored; its one form confirms.
 *
 * @param warning a reason to hesitate, such as the same issuer with other keys
 */
public record RegistrationView(
        Page page,
        String issuer,
        @Nullable String product,
        List<Endpoint> endpoints,
        boolean trusted,
        @Nullable String warning,
        String action,
        Map<String, String> fields) {

    /** {@code code} names a text {@code registration.endpoint.code}. */
    public record Endpoint(String code, String url) {}
}
