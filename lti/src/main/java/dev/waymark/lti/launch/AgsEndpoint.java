package dev.waymark.lti.launch;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where grades go, and what the tool may do there.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-ags/v2p0#assignment-and-grade-service-claim">AGS 2.0 §3.1</a>
 */
public record AgsEndpoint(
        Set<String> scopes,
        @Nullable URI lineItems,
        @Nullable URI lineItem) {}
