/** Who belongs to a team: rosters and groups, read from the LMS. */
@NullMarked
package dev.waymark.server.roster;

import org.jspecify.annotations.NullMarked;
