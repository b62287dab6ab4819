/** A learner's way through a module: map, environments, ticks, next up. */
@NullMarked
package dev.waymark.server.progress;

import org.jspecify.annotations.NullMarked;
