@NullMarked
package dev.waymark.migrations;

import org.jspecify.annotations.NullMarked;
