@NullMarked
package dev.waymark.server.people;

import org.jspecify.annotations.NullMarked;
