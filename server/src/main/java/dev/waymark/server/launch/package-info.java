@NullMarked
package dev.waymark.server.launch;

import org.jspecify.annotations.NullMarked;
