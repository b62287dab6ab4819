/** How the emulated platform reads requests and words its answers. Not meant for callers. */
@NullMarked
package dev.waymark.lti.emulator.wire;

import org.jspecify.annotations.NullMarked;
