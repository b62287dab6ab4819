package dev.waymark.server.destinations;

import java.util.List;

/**
 * Somebody who is told at present, as those may know it about whom it is told.
 *
 * @param host of its address; path, query and keys are not theirs to see
 */
public record Recipient(
        String name, String host, Destination.Kind kind, Destination.ActorKind actor, List<Happening> events) {}
