/** An LMS to look at: the emulated platform over HTTP, with a school's pages around it. */
@NullMarked
package dev.waymark.server.demo;

import org.jspecify.annotations.NullMarked;
