/** The weekly digest by mail: who gets one, what it says, that it leaves once, and how it is stopped. */
@NullMarked
package dev.waymark.server.nudges;

import org.jspecify.annotations.NullMarked;
