/** LTI 1.3 Advantage for a tool: what both sides have agreed on, and how a refusal is told. */
@NullMarked
package dev.waymark.lti;

import org.jspecify.annotations.NullMarked;
