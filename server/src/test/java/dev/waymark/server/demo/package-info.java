@NullMarked
package dev.waymark.server.demo;

import org.jspecify.annotations.NullMarked;
