/** What is held about a person: shown, handed out, erased. */
@NullMarked
package dev.waymark.server.people;

import org.jspecify.annotations.NullMarked;
