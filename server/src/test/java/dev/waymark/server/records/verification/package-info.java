@NullMarked
package dev.waymark.server.records.verification;

import org.jspecify.annotations.NullMarked;
