@NullMarked
package dev.waymark.server.destinations;

import org.jspecify.annotations.NullMarked;
