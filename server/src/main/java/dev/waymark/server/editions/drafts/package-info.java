/** Pages that wait to be published, beside the version that they would replace. */
@NullMarked
package dev.waymark.server.editions.drafts;

import org.jspecify.annotations.NullMarked;
