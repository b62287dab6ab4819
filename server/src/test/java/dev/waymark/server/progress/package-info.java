@NullMarked
package dev.waymark.server.progress;

import org.jspecify.annotations.NullMarked;
