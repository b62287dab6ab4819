@NullMarked
package dev.waymark.server.outbound;

import org.jspecify.annotations.NullMarked;
