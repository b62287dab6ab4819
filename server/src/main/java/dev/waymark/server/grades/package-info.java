@NullMarked
package dev.waymark.server.grades;

import org.jspecify.annotations.NullMarked;
