/** Requests and responses as plain records; the caller does the input and output. */
@NullMarked
package dev.waymark.lti.http;

import org.jspecify.annotations.NullMarked;
