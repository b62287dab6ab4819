@NullMarked
package dev.waymark.server.keys;

import org.jspecify.annotations.NullMarked;
