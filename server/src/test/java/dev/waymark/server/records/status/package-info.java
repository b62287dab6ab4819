@NullMarked
package dev.waymark.server.records.status;

import org.jspecify.annotations.NullMarked;
