/** Drafts become versions, now or at a time, and versions become current again. */
@NullMarked
package dev.waymark.server.editions.publishing;

import org.jspecify.annotations.NullMarked;
