/** From the login initiation to a verified launch message. */
@NullMarked
package dev.waymark.lti.launch;

import org.jspecify.annotations.NullMarked;
