@NullMarked
package dev.waymark.server.content.diff;

import org.jspecify.annotations.NullMarked;
