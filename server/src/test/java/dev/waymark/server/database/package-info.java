/** What a database must be before it is used. */
@NullMarked
package dev.waymark.server.database;

import org.jspecify.annotations.NullMarked;
