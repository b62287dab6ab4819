package dev.waymark.lti.launch;

import org.jspecify.annotations.Nullable;

/**
 * Identifiers of the school's own records.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti/v1p3/#learning-information-services-lis-claim">LTI Core 1.3 §5.4.5</a>
 */
public record Lis(
        @Nullable String personSourcedId,
        @Nullable String courseOfferingSourcedId,
        @Nullable String courseSectionSourcedId) {}
