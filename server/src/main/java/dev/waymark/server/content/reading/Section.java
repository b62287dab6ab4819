package dev.waymark.server.content.reading;

import org.jspecify.annotations.Nullable;

/** The lines from start to end (both included, from 1) under a heading; without a heading, the whole page. */
record Section(@Nullable Heading heading, int start, int end) {
    int line() {
        return heading == null ? start : heading.line();
    }

    String title(String otherwise) {
        return heading == null || heading.title().isEmpty() ? otherwise : heading.title();
    }

    boolean holds(int line) {
        return start <= line && line <= end;
    }
}
