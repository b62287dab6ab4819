/** Dynamic registration: the platform's configuration and what a tool says of itself. Not meant for callers. */
@NullMarked
package dev.waymark.lti.emulator.registration;

import org.jspecify.annotations.NullMarked;
