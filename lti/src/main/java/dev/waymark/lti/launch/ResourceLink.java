package dev.waymark.lti.launch;

import org.jspecify.annotations.Nullable;

/**
 * The placed link that was clicked.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti/v1p3/#resource-link-claim">LTI Core 1.3 §5.3.5</a>
 */
public record ResourceLink(
        String id, @Nullable String title, @Nullable String description) {}
