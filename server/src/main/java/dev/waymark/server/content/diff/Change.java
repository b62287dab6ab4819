package dev.waymark.server.content.diff;

/** What else changed about an asset that is still there; several may. */
public enum Change {
    RETITLED,
    RESOURCE_RENAMED,
    LEVEL_MOVED,
    ENVIRONMENT_RENAMED,
    /** The address is spelled differently and leads to the same page. */
    LINK_REWRITTEN
}
