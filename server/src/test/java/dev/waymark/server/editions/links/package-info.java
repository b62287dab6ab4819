@NullMarked
package dev.waymark.server.editions.links;

import org.jspecify.annotations.NullMarked;
