/** What a learner leaves with: the completion record. */
@NullMarked
package dev.waymark.server.records;

import org.jspecify.annotations.NullMarked;
