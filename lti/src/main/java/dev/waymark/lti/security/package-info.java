/** Keys of both sides, signed tokens and access tokens. */
@NullMarked
package dev.waymark.lti.security;

import org.jspecify.annotations.NullMarked;
