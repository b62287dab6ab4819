@NullMarked
package dev.waymark.server.editions;

import org.jspecify.annotations.NullMarked;
