/** Links that lead nowhere any more: found by polite checks, waived by an administrator. */
@NullMarked
package dev.waymark.server.editions.links;

import org.jspecify.annotations.NullMarked;
