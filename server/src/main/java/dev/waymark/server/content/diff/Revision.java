package dev.waymark.server.content.diff;

/** What publishing a new edition would make of it. */
public enum Revision {
    IDENTICAL,
    /** Prose or front matter only: a revision of the same version, with the same number and content hash. */
    COSMETIC,
    VERSION
}
