/** Who did what to the content, the connections and the records. */
@NullMarked
package dev.waymark.server.audit;

import org.jspecify.annotations.NullMarked;
