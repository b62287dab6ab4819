package dev.waymark.server.editions;

/**
 * One environment at one level.
 *
 * @param index its place in a summary's array, from 0
 * @param level 0 where the page gives no level
 */
public record Cell(int index, String environment, int level, int total) {}
