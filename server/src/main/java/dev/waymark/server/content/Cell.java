package dev.waymark.server.content;

/** One environment at one level, where there is at least one asset. */
public record Cell(String environment, int level) {}
