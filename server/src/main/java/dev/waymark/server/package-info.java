@NullMarked
package dev.waymark.server;

import org.jspecify.annotations.NullMarked;
