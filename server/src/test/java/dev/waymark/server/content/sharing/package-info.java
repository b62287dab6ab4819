@NullMarked
package dev.waymark.server.content.sharing;

import org.jspecify.annotations.NullMarked;
