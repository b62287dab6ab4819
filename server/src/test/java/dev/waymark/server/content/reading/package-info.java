@NullMarked
package dev.waymark.server.content.reading;

import org.jspecify.annotations.NullMarked;
