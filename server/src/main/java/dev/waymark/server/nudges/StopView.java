package dev.waymark.server.nudges;

import dev.waymark.server.web.Page;

/** The page behind the link in a digest: its button stops the digest, or brings it back. */
public record StopView(Page page, boolean wanted, String action) {}
