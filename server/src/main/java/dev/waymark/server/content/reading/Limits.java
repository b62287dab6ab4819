package dev.waymark.server.content.reading;

/** How much of a page is read: far above any real page, far below what would hurt. */
final class Limits {
    static final int BYTES = 2 * 1024 * 1024;
    static final int LINES = 10_000;
    static final int LINE = 10_000;
    static final int TEXT = 4_000;
    static final int MARKS = 400;
    static final int NESTING = 20;
    static final int INDENTATION = 200;
    static final int FRONT_MATTER_LINES = 300;
    static final int COLUMNS = 40;
    static final int ENVIRONMENTS = 200;
    static final int ASSETS = 2_000;
    static final int TITLE = 300;

    private Limits() {}
}
