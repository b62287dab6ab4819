/** Deep linking: choosing what a course links to. */
@NullMarked
package dev.waymark.server.launch.picking;

import org.jspecify.annotations.NullMarked;
