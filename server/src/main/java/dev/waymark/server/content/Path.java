package dev.waymark.server.content;

/** A recommended migration from one environment to another, both named by their keys. */
public record Path(String from, String to) {}
