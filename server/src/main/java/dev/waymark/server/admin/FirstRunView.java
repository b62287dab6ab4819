package dev.waymark.server.admin;

import dev.waymark.server.web.Page;

/** The front door of a server: what is set up, and the next step. */
public record FirstRunView(Page page, String publicUrl, boolean signedInOnce, boolean connected, boolean published) {}
