/** Reminders by mail, weekly or to renew a record: who gets one, what it says, that it leaves once, and how it is stopped. */
@NullMarked
package dev.waymark.server.nudges;

import org.jspecify.annotations.NullMarked;
