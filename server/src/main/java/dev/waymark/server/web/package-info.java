@NullMarked
package dev.waymark.server.web;

import org.jspecify.annotations.NullMarked;
