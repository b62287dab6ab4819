/** What an emulated platform knows: people, courses, tools, activities and grades. */
@NullMarked
package dev.waymark.lti.emulator.world;

import org.jspecify.annotations.NullMarked;
