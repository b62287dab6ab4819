/** The command line: what an operator types, one class a command. */
@NullMarked
package dev.waymark.server.commands;

import org.jspecify.annotations.NullMarked;
