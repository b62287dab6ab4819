@NullMarked
package dev.waymark.server.records.export;

import org.jspecify.annotations.NullMarked;
