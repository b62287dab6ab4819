/** What a manager sees of a team and does for it. */
@NullMarked
package dev.waymark.server.team;

import org.jspecify.annotations.NullMarked;
