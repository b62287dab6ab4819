/** Many records as one file, made in the background. */
@NullMarked
package dev.waymark.server.records.export;

import org.jspecify.annotations.NullMarked;
