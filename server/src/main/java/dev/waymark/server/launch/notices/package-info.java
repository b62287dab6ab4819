/** What platforms tell without a launch: copied contexts. */
@NullMarked
package dev.waymark.server.launch.notices;

import org.jspecify.annotations.NullMarked;
