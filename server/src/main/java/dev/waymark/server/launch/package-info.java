/** Launches from an LMS, from login to the first page. */
@NullMarked
package dev.waymark.server.launch;

import org.jspecify.annotations.NullMarked;
