package dev.waymark.lti.launch;

import org.jspecify.annotations.Nullable;

/**
 * The instance of the platform; one issuer may run many.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti/v1p3/#platform-instance-claim">LTI Core 1.3 §5.4.2</a>
 */
public record ToolPlatform(
        @Nullable String guid,
        @Nullable String name,
        @Nullable String productFamilyCode,
        @Nullable String version,
        @Nullable String url,
        @Nullable String contactEmail,
        @Nullable String description) {}
