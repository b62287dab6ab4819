package dev.waymark.server.content;

/**
 * What makes an asset the same one in every edition of a module. One URL twice in an environment is a tie, broken by
 * level, then by order.
 */
public record Identity(String environment, String canonicalUrl) {}
