package dev.waymark.server.admin;

import dev.waymark.server.web.Page;

/** A one-time link: looking shows a button, pressing it uses the link up. */
public record SignInView(Page page, Purpose purpose, String action, String expiresAt) {
    public enum Purpose {
        ADMINISTRATION,
        UNSUBSCRIBE
    }
}
