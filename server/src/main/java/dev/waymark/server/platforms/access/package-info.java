/** Calls to the services of platforms: carried out, and with the token they ask for. */
@NullMarked
package dev.waymark.server.platforms.access;

import org.jspecify.annotations.NullMarked;
