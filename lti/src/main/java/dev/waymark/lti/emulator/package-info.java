/**
 * An LTI platform as plain code, for the tests and demonstrations of a tool: requests go in as records, responses come
 * out, and whoever hosts it does the input and output. {@link dev.waymark.lti.emulator.Platform} is the entry.
 */
@NullMarked
package dev.waymark.lti.emulator;

import org.jspecify.annotations.NullMarked;
