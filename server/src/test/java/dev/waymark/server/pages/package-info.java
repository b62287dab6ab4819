/** Every page with sample data: rendered, checked in a real browser, photographed. */
@NullMarked
package dev.waymark.server.pages;

import org.jspecify.annotations.NullMarked;
