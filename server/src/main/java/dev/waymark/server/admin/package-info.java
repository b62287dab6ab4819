/** What an administrator sees and decides. */
@NullMarked
package dev.waymark.server.admin;

import org.jspecify.annotations.NullMarked;
