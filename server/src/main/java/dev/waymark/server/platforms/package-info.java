@NullMarked
package dev.waymark.server.platforms;

import org.jspecify.annotations.NullMarked;
