@NullMarked
package dev.waymark.server.acceptance;

import org.jspecify.annotations.NullMarked;
