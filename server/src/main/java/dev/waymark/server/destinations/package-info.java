/** Learning record stores and webhook subscribers: who is told what learners did, and the telling. */
@NullMarked
package dev.waymark.server.destinations;

import org.jspecify.annotations.NullMarked;
