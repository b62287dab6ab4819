/** Records as they are kept, signed and shown. */
@NullMarked
package dev.waymark.server.records.ledger;

import org.jspecify.annotations.NullMarked;
