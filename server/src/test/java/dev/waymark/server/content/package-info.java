@NullMarked
package dev.waymark.server.content;

import org.jspecify.annotations.NullMarked;
