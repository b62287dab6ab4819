@NullMarked
package dev.waymark.server.records;

import org.jspecify.annotations.NullMarked;
