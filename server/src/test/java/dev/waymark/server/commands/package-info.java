@NullMarked
package dev.waymark.server.commands;

import org.jspecify.annotations.NullMarked;
