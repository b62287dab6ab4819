package dev.waymark.server.content.diff;

/**
 * A new environment that is probably an old one: it stands at the same place of the matrix, or has at least half of
 * the old one's assets. Everything is kept once an admin confirms it.
 */
public record EnvironmentRename(String from, String to, boolean samePosition, int sharedAssets, int oldAssets) {}
