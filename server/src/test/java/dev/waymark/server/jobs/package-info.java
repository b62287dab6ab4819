@NullMarked
package dev.waymark.server.jobs;

import org.jspecify.annotations.NullMarked;
