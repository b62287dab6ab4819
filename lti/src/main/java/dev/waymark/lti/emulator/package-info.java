/**
 * An LTI platform as plain code, for the tests and demonstrations of a tool: requests go in as records, responses come
 * out, and whoever hosts it does the input and output. {@link dev.waymark.lti.emulator.Platform} is the entry, and what
 * stands beside it here (with {@code world}) is all that a caller needs; {@code launching}, {@code services},
 * {@code messages}, {@code registration} and {@code wire} are its works.
 */
@NullMarked
package dev.waymark.lti.emulator;

import org.jspecify.annotations.NullMarked;
