/** The LMSs this server is connected to. */
@NullMarked
package dev.waymark.server.platforms;

import org.jspecify.annotations.NullMarked;
