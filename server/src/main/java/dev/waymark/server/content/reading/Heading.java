package dev.waymark.server.content.reading;

/** A heading with the line it stands on and the first line of its text. */
record Heading(int line, int bodyStart, int level, String title) {}
