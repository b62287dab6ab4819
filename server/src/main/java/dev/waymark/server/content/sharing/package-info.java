/** A module for others: cartridges for an LMS, a gaps report and a patch for the page's author. */
@NullMarked
package dev.waymark.server.content.sharing;

import org.jspecify.annotations.NullMarked;
