/** From the bytes of a page to a {@link dev.waymark.server.content.Module} with findings. */
@NullMarked
package dev.waymark.server.content.reading;

import org.jspecify.annotations.NullMarked;
