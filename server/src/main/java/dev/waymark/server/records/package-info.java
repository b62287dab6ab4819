/** Completion records: issued, shown, verified. */
@NullMarked
package dev.waymark.server.records;

import org.jspecify.annotations.NullMarked;
