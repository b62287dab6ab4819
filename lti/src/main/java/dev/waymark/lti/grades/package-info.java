/** Assignment and Grade Services 2.0. */
@NullMarked
package dev.waymark.lti.grades;

import org.jspecify.annotations.NullMarked;
