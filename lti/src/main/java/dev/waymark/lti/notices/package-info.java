/** Platform Notification Service 1.0. */
@NullMarked
package dev.waymark.lti.notices;

import org.jspecify.annotations.NullMarked;
