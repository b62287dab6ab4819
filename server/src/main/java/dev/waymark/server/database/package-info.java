@NullMarked
package dev.waymark.server.database;

import org.jspecify.annotations.NullMarked;
