/** Reading JSON that a stranger wrote. */
@NullMarked
package dev.waymark.lti.claims;

import org.jspecify.annotations.NullMarked;
