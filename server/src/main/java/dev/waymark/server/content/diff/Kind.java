package dev.waymark.server.content.diff;

/** What became of an asset between two editions. */
public enum Kind {
    /** The same link in the same environment, whatever else changed: carried. */
    SAME,
    /** The same place and title with a new link: carried once an admin confirms it. */
    MOVED,
    /** The same place with another link and title: never carried of itself. */
    REPLACED,
    REMOVED,
    ADDED
}
