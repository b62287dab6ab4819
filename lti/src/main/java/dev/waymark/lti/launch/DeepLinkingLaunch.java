package dev.waymark.lti.launch;

import org.jspecify.annotations.Nullable;

/**
 * Somebody wants to choose content from the tool.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-dl/v2p0#deep-linking-request-message">Deep Linking 2.0 §4.4</a>
 */
public record DeepLinkingLaunch(
        LaunchClaims claims,
        DeepLinkingSettings settings,
        @Nullable String targetLinkUri) implements LaunchMessage {}
