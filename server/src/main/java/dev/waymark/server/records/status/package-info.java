/** Bitstring status lists: what became of a credential after it was issued. */
@NullMarked
package dev.waymark.server.records.status;

import org.jspecify.annotations.NullMarked;
