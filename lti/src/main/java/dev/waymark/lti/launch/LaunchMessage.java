package dev.waymark.lti.launch;

/**
 * A verified message: why the platform sent somebody here.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti/v1p3/#message-type-claim">LTI Core 1.3 §5.3.1</a>
 */
public sealed interface LaunchMessage permits ResourceLinkLaunch, DeepLinkingLaunch, SubmissionReviewLaunch {
    LaunchClaims claims();
}
