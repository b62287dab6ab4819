package dev.waymark.server.platforms;

import dev.waymark.server.web.Page;
import org.jspecify.annotations.Nullable;

/** The end of a registration: tells the LMS to close its frame, and the person what comes next. */
public record RegisteredView(
        Page page, String issuer, String clientId, @Nullable String deploymentId, boolean pending) {}
