package dev.waymark.server.content;

import org.jspecify.annotations.Nullable;

/** A service the page lists, with the name of the resource that trains for it; without one it has no training yet. */
public record Service(String name, @Nullable String resource) {}
