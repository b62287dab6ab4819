package dev.waymark.lti.launch;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How the platform shows the tool and where it wants people back.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti/v1p3/#launch-presentation-claim">LTI Core 1.3 §5.4.4</a>
 */
public record LaunchPresentation(
        @Nullable String documentTarget,
        @Nullable URI returnUrl,
        @Nullable String locale,
        @Nullable Integer width,
        @Nullable Integer height) {}
