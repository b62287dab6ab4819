@NullMarked
package dev.waymark.server.records.statements;

import org.jspecify.annotations.NullMarked;
