/** Signed messages beside launches: deep linking answers and notices. Not meant for callers. */
@NullMarked
package dev.waymark.lti.emulator.messages;

import org.jspecify.annotations.NullMarked;
