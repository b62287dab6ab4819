@NullMarked
package dev.waymark.server.team;

import org.jspecify.annotations.NullMarked;
