/** Dynamic Registration 1.0 and the Canvas configuration document. */
@NullMarked
package dev.waymark.lti.registration;

import org.jspecify.annotations.NullMarked;
