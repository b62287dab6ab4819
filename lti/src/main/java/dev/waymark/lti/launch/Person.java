package dev.waymark.lti.launch;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What the platform tells about the user; everything here may be missing.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti/v1p3/#user-identity-claims">LTI Core 1.3 §5.3.6</a>
 */
public record Person(
        @Nullable String name,
        @Nullable String givenName,
        @Nullable String familyName,
        @Nullable String email,
        @Nullable URI picture,
        @Nullable String locale) {}
