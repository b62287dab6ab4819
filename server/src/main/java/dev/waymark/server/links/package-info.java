@NullMarked
package dev.waymark.server.links;

import org.jspecify.annotations.NullMarked;
