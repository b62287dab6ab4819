package dev.waymark.lti.launch;

import dev.waymark.lti.Check;
import java.util.List;

/**
 * A message that kept every rule, with the rules it kept. Its nonce still has to be spent, once.
 *
 * @see <a href="https://www.imsglobal.org/spec/security/v1p0/#authentication-response-validation">Security Framework
 *     1.0 §5.1.3</a>
 */
public record VerifiedLaunch(LaunchMessage message, List<Check> checks) {}
