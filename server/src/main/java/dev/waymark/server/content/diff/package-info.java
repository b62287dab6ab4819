/** What one edition of a module does to the progress made in another. */
@NullMarked
package dev.waymark.server.content.diff;

import org.jspecify.annotations.NullMarked;
