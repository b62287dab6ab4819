@NullMarked
package dev.waymark.server.records.credential;

import org.jspecify.annotations.NullMarked;
