package dev.waymark.lti.launch;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the platform will accept, and where it wants the answer. An absent flag stays null: the platform did not say.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-dl/v2p0#deep-linking-settings">Deep Linking 2.0 §4.4.1</a>
 */
public record DeepLinkingSettings(
        URI returnUrl,
        Set<String> acceptTypes,
        Set<String> acceptPresentationTargets,
        @Nullable Boolean acceptMultiple,
        @Nullable Boolean acceptLineItem,
        @Nullable Boolean autoCreate,
        @Nullable String title,
        @Nullable String text,
        @Nullable String data) {}
