@org.jspecify.annotations.NullMarked
package dev.waymark.server.team;
