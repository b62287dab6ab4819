@NullMarked
package dev.waymark.server.nudges;

import org.jspecify.annotations.NullMarked;
