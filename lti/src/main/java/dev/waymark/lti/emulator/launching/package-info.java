/** From the login request to the ID token: who launches what, and what the tool is told. Not meant for callers. */
@NullMarked
package dev.waymark.lti.emulator.launching;

import org.jspecify.annotations.NullMarked;
