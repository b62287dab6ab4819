package dev.waymark.lti;

/**
 * One place where a platform has put the tool; trust hangs on the pair, never on the issuer.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti/v1p3/#tool-deployment">LTI Core 1.3 §3.1.3</a>
 */
public record Deployment(Registration registration, String deploymentId) {}
