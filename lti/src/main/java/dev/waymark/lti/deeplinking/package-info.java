/** Deep Linking 2.0: what the tool hands back to the platform. */
@NullMarked
package dev.waymark.lti.deeplinking;

import org.jspecify.annotations.NullMarked;
