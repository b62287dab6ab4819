package dev.waymark.lti.launch;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A grader wants to see one learner's work.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-sr/v1p0">Submission Review 1.0</a>
 */
public record SubmissionReviewLaunch(
        LaunchClaims claims,
        ForUser forUser,
        URI lineItem,
        @Nullable ResourceLink resourceLink,
        @Nullable String targetLinkUri)
        implements LaunchMessage {}
