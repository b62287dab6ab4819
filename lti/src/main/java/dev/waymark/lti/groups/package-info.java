/** Course Groups 1.0. */
@NullMarked
package dev.waymark.lti.groups;

import org.jspecify.annotations.NullMarked;
