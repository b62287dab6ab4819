package dev.waymark.server.content.reading;

/** A name and the line where the page says it. */
record Item(int line, String name) {}
