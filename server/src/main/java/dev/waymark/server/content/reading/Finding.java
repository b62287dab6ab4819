package dev.waymark.server.content.reading;

import org.jspecify.annotations.Nullable;

/** Something to know about one line of a page (from 1); the repair is what the author could write there instead. */
public record Finding(
        int line,
        Severity severity,
        String code,
        String message,
        @Nullable String repair) {}
