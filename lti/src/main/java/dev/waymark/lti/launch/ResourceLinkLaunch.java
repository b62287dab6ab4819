package dev.waymark.lti.launch;

/**
 * Somebody clicked a link that leads to the tool.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti/v1p3/#resource-link-launch-request-message">LTI Core 1.3 §5</a>
 */
public record ResourceLinkLaunch(LaunchClaims claims, ResourceLink resourceLink, String targetLinkUri)
        implements LaunchMessage {}
