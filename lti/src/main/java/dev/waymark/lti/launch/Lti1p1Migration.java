package dev.waymark.lti.launch;

import org.jspecify.annotations.Nullable;

/**
 * The ids that the same things had in LTI 1.1, and the signature over the consumer key.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti/v1p3/migr">LTI 1.3 Migration Guide</a>
 */
public record Lti1p1Migration(
        @Nullable String userId,
        @Nullable String contextId,
        @Nullable String toolConsumerInstanceGuid,
        @Nullable String resourceLinkId,
        @Nullable String oauthConsumerKey,
        @Nullable String oauthConsumerKeySign) {}
