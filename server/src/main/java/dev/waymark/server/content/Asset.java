package dev.waymark.server.content;

/** A training asset. Level 0 means that the page gives none. */
public record Asset(int level, String title, String url, String canonicalUrl) {}
